using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>What came of a name and password.</summary>
public abstract record PasswordResult
{
    private PasswordResult() { }

    /// <summary>Accepted; a second factor is next.</summary>
    public sealed record Accepted : PasswordResult;

    /// <summary>Not accepted. The same answer whether the name is unknown, the password wrong or the account disabled.</summary>
    public sealed record Refused : PasswordResult;

    /// <summary>D4: no further try before this instant.</summary>
    /// <param name="Until">When.</param>
    public sealed record Wait(DateTimeOffset Until) : PasswordResult;

    /// <summary>Too many sign-ins at this moment; nothing was checked or counted against anyone for good.</summary>
    public sealed record Busy : PasswordResult;
}

/// <summary>
/// The first factor (R3): a username or confirmed email address, and the password. A known and an unknown name cause the same work and
/// the same answers (D4).
/// </summary>
public sealed class PasswordSignIn(
    SecureAccessDbContext database,
    StateChange stateChange,
    CurrentSession current,
    SignInSessions sessions,
    SignInRequests requests,
    KnownBrowsers knownBrowsers,
    AccountLookup accounts,
    Passwords passwords,
    BackOff backOff,
    AuditLog audit
)
{
    private const string Factor = "password";

    /// <summary>Tries a name and password. In a session that completed its sign-in the account is fixed and the name is not looked at.</summary>
    public async Task<PasswordResult> Attempt(
        HttpContext http,
        string name,
        SecretText password,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var before = await current.Load(http, cancellationToken);
        var account = before?.Session.SecondFactorAt is null
            ? await accounts.ByName(name, cancellationToken)
            : await database
                .Set<Account>()
                .AsNoTracking()
                .SingleAsync(row => row.Id == before.Session.AccountId, cancellationToken);
        var source = await knownBrowsers.SourceOf(http, account?.Id, cancellationToken);
        var trier = new Trier(
            Factor,
            account?.Id.ToString("N") ?? AccountLookup.Normalize(name),
            account is not null,
            source.Name,
            source.Known
        );
        var permission = await backOff.Begin(trier, cancellationToken);
        if (permission is TryPermission.Wait wait)
        {
            return new PasswordResult.Wait(wait.Until);
        }

        var check = await passwords.Check(account, password, cancellationToken);
        if (check is PasswordCheck.Busy)
        {
            await backOff.Forgive(trier, cancellationToken);
            return new PasswordResult.Busy();
        }

        if (
            check is PasswordCheck.Wrong
            || permission is TryPermission.UsedUp
            || account is not { DisabledAt: null }
        )
        {
            await stateChange.InOneTransaction(
                _ =>
                {
                    audit.Append(SessionEvents.PasswordRefused, account?.Id);
                    return Task.CompletedTask;
                },
                cancellationToken
            );
            return new PasswordResult.Refused();
        }

        // Hashed anew before the transaction: a slow hash must not hold one open.
        var upgraded =
            check is PasswordCheck.RightButOutdated
                ? await passwords.Hash(account, password, cancellationToken)
                : null;
        var (signedIn, key) = await stateChange.InOneTransaction(
            async token =>
            {
                await backOff.Succeeded(trier, token);
                if (upgraded is not null)
                {
                    await Upgrade(account, upgraded, token);
                }

                if (request is not null)
                {
                    await requests.MarkServed(request, Served.Password, token);
                }

                return await sessions.PasswordAccepted(
                    before,
                    account.Id,
                    account.UserName,
                    account.VerifiedAt is not null,
                    token
                );
            },
            cancellationToken
        );
        SignInSessions.WriteCookie(http, key);
        current.Replace(signedIn);
        return new PasswordResult.Accepted();
    }

    // D8: parameters and pepper are upgraded at sign-in, unless the password was changed meanwhile.
    private Task<int> Upgrade(Account account, string hash, CancellationToken cancellationToken) =>
        database
            .Set<Account>()
            .Where(row => row.Id == account.Id && row.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.PasswordHash, hash),
                cancellationToken
            );
}
