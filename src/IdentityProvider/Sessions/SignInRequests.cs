using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>A relying party's request as Protocol hands it over.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Parameters">The validated parameters as JSON.</param>
/// <param name="RedirectOrigin">The origin or scheme that the response goes to.</param>
/// <param name="Needs">What it needs.</param>
public sealed record NewSignInRequest(
    string ClientId,
    string Parameters,
    string RedirectOrigin,
    SignInNeeds Needs
)
{
    /// <inheritdoc cref="SignInRequest.DeviceHash" />
    public byte[]? DeviceHash { get; init; }
}

/// <summary>
/// Keeps relying parties' requests while their journey lasts. Each is bound to the browser that began it by a cookie of its own, so that
/// two tabs hold two requests and never disturb each other.
/// </summary>
public sealed class SignInRequests(
    SecureAccessDbContext database,
    Encryption encryption,
    TimeProvider clock
)
{
    private const string CookiePrefix = "secureaccess-request-";

    /// <summary>Requests that one browser may hold; the oldest give way, so that cookies never grow too large to be sent.</summary>
    private const int MostPerBrowser = 12;

    private static readonly TimeSpan FromLastStep = TimeSpan.FromHours(1);
    private static readonly TimeSpan InAll = TimeSpan.FromHours(12);
    private static readonly TimeSpan StepPrecision = TimeSpan.FromMinutes(1);

    private SignInRequest? found;

    /// <summary>Stores a request, and binds it to this browser.</summary>
    public async Task<SignInRequest> Store(
        NewSignInRequest request,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(http);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        var secret = BrowserSecret.New();
        var stored = new SignInRequest
        {
            Id = id,
            ClientId = request.ClientId,
            Parameters = encryption.Protect(
                KeyPurpose.SignInRequests,
                Encoding.UTF8.GetBytes(request.Parameters),
                id
            ),
            BrowserHash = BrowserSecret.Hash(secret),
            RedirectOrigin = request.RedirectOrigin,
            ArrivedAt = request.Needs.ArrivedAt,
            LastStepAt = now,
            Prompts = request.Needs.Prompts,
            NotOlderThan = request.Needs.NotOlderThan,
            AnyOfAcr =
                request.Needs.AnyOfAcr.Count == 0 ? null : string.Join(' ', request.Needs.AnyOfAcr),
            DeviceHash = request.DeviceHash,
        };
        database.Add(stored);
        await database.SaveChangesAsync(cancellationToken);
        database.Entry(stored).State = EntityState.Detached;

        // Ids rise with time: the first names are the oldest requests.
        foreach (
            var old in BrowserCookies
                .Names(http, CookiePrefix)
                .Order(StringComparer.Ordinal)
                .SkipLast(MostPerBrowser - 1)
        )
        {
            BrowserCookies.Erase(http, old);
        }

        BrowserCookies.Write(http, CookiePrefix + id, secret, InAll);
        return found = stored;
    }

    /// <summary>The request, if it is this browser's and alive. Null: unknown, another browser's, answered already, or too old.</summary>
    public async Task<SignInRequest?> Find(
        string? id,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        if (
            id is not { Length: 32 }
            || BrowserCookies.Read(http, CookiePrefix + id) is not { } secret
        )
        {
            return null;
        }

        if (found?.Id == id)
        {
            return found;
        }

        var hash = BrowserSecret.Hash(secret);
        var now = clock.GetUtcNow();
        var (lastStep, arrival) = (now - FromLastStep, now - InAll);
        found = await database
            .Set<SignInRequest>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                request =>
                    request.Id == id
                    && request.BrowserHash == hash
                    && request.ConsumedAt == null
                    && request.LastStepAt > lastStep
                    && request.ArrivedAt > arrival,
                cancellationToken
            );
        if (found is not null && now - found.LastStepAt >= StepPrecision)
        {
            await Row(found)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(request => request.LastStepAt, now),
                    cancellationToken
                );
        }

        return found;
    }

    /// <summary>The client whose request this browser held under the id, alive or not; null when it held none.</summary>
    public async Task<string?> ClientOf(
        string? id,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        if (
            id is not { Length: 32 }
            || BrowserCookies.Read(http, CookiePrefix + id) is not { } secret
        )
        {
            return null;
        }

        var hash = BrowserSecret.Hash(secret);
        return await database
            .Set<SignInRequest>()
            .Where(request => request.Id == id && request.BrowserHash == hash)
            .Select(request => request.ClientId)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The parameters as they were stored.</summary>
    public string ParametersOf(SignInRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Encoding.UTF8.GetString(
            encryption.Unprotect(KeyPurpose.SignInRequests, request.Parameters, request.Id)
        );
    }

    /// <summary>Marks what was done for the request.</summary>
    public async Task MarkServed(
        SignInRequest request,
        Served served,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await Row(request)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Served, row => row.Served | served),
                cancellationToken
            );
        request.Served |= served;
    }

    /// <summary>Marks that this account agreed.</summary>
    public async Task MarkConsented(
        SignInRequest request,
        Guid accountId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await Row(request)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Served, row => row.Served | Served.Consent)
                        .SetProperty(row => row.ConsentedBy, accountId),
                cancellationToken
            );
        request.Served |= Served.Consent;
        request.ConsentedBy = accountId;
    }

    /// <summary>Records that the person does not go on, and the OAuth error that the client gets.</summary>
    public async Task Refuse(
        SignInRequest request,
        string error,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await Row(request)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Refusal, error),
                cancellationToken
            );
        request.Refusal = error;
    }

    /// <summary>Consumes the request as its response goes out.</summary>
    /// <returns>False for whoever comes second.</returns>
    public async Task<bool> Consume(
        SignInRequest request,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = clock.GetUtcNow();
        var consumed = await Row(request)
            .Where(row => row.ConsumedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ConsumedAt, now),
                cancellationToken
            );
        BrowserCookies.Erase(http, CookiePrefix + request.Id);
        found = null;
        return consumed == 1;
    }

    private IQueryable<SignInRequest> Row(SignInRequest request) =>
        database.Set<SignInRequest>().Where(row => row.Id == request.Id);
}
