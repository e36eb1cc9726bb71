using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>What came of giving an email address, or of asking for another code.</summary>
public abstract record StartResult
{
    private StartResult() { }

    /// <summary>A message is on its way, or one of a moment ago still counts.</summary>
    public sealed record Sent : StartResult;

    /// <summary>No message before this instant; the code sent last stays valid.</summary>
    /// <param name="At">When the next may be sent.</param>
    public sealed record Later(DateTimeOffset At) : StartResult;
}

/// <summary>
/// Begins a registration with an email address (R1, R16). Whether the address is known is never told here (D21): the same work is done,
/// and its owner learns of it by email.
/// </summary>
public sealed class StartRegistration(
    SecureAccessDbContext database,
    StateChange stateChange,
    RegistrationBrowser browser,
    ConfirmationCodes codes,
    Budgets budgets,
    PersonalData personalData,
    TimeProvider clock
)
{
    /// <summary>Begins, or takes another address in place of the one before. Of one address, a code sent a moment ago is kept.</summary>
    public async Task<StartResult> WithEmail(
        HttpContext http,
        string address,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(address);
        var before = await browser.Find(http, cancellationToken);
        // A confirmed address that is changed begins anew: what was proved was proved of the other one.
        before = before?.ConfirmedAt is null ? before : null;
        var result = await Send(http, before, address, language, cancellationToken);
        return
            result is StartResult.Later
            && before is not null
            && before.EmailFingerprint == codes.FingerprintOf(address)
            ? new StartResult.Sent()
            : result;
    }

    /// <summary>Sends another code, within D7's rules; the one before is void.</summary>
    public async Task<StartResult> Again(
        HttpContext http,
        Registration registration,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(registration);
        return await Send(
            http,
            registration,
            await codes.AddressOf(registration, cancellationToken),
            language,
            cancellationToken
        );
    }

    private async Task<StartResult> Send(
        HttpContext http,
        Registration? before,
        string address,
        string language,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var fingerprint = codes.FingerprintOf(address);
        var decision = ResendRules.Decide(
            before is null ? null : ConfirmationCodes.SentOf(before),
            fingerprint,
            now
        );
        switch (decision)
        {
            case SendDecision.TooSoon tooSoon:
                return new StartResult.Later(tooSoon.At);
            case SendDecision.NoMore noMore:
                return new StartResult.Later(noMore.At);
        }

        var takes = Takes(http, address);
        if (await budgets.Take(takes, cancellationToken) is { } retryAt)
        {
            return new StartResult.Later(retryAt);
        }

        var sends = decision is SendDecision.Again ? before!.Sends + 1 : 1;
        var (sent, secret) = await stateChange.InOneTransaction(
            async token =>
            {
                var (id, held) = before is null
                    ? await Begin(fingerprint, address, now, token)
                    : (before.Id, null);
                if (
                    before is not null
                    && !await Replace(before, fingerprint, address, sends, now, token)
                )
                {
                    return (false, null);
                }

                await codes.Send(id, address, language, token);
                return (true, held);
            },
            cancellationToken
        );
        if (!sent)
        {
            await budgets.GiveBack(takes, cancellationToken);
        }

        if (secret is not null)
        {
            RegistrationBrowser.WriteCookie(http, secret);
        }

        return new StartResult.Sent();
    }

    private static (Budget Budget, string Subject)[] Takes(HttpContext http, string address)
    {
        var normal = EmailAddress.Normalize(address);
        return
        [
            (Budget.EmailsPerAddress, normal),
            (Budget.EmailsPerAddressAndDay, normal),
            (Budget.EmailsPerSource, SourceAddress.PrefixOf(http.Connection.RemoteIpAddress)),
        ];
    }

    private async Task<(Guid Id, string Secret)> Begin(
        string fingerprint,
        string address,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7(now);
        var secret = BrowserSecret.New();
        await personalData.CreateKey(id, cancellationToken);
        database.Add(
            new Registration
            {
                Id = id,
                BrowserHash = BrowserSecret.Hash(secret),
                Email = await Protect(id, address, cancellationToken),
                EmailFingerprint = fingerprint,
                Sends = 1,
                LastSentAt = now,
                LastStepAt = now,
            }
        );
        return (id, secret);
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> Replace(
        Registration before,
        string fingerprint,
        string address,
        int sends,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var email = await Protect(before.Id, address, cancellationToken);
        return await database
                .Set<Registration>()
                .Where(row =>
                    row.Id == before.Id
                    && row.ConfirmedAt == null
                    && row.Sends == before.Sends
                    && row.LastSentAt == before.LastSentAt
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Email, email)
                            .SetProperty(row => row.EmailFingerprint, fingerprint)
                            .SetProperty(row => row.Sends, sends)
                            .SetProperty(row => row.LastSentAt, now)
                            .SetProperty(row => row.LastStepAt, now),
                    cancellationToken
                ) == 1;
    }

    private Task<byte[]> Protect(Guid id, string address, CancellationToken cancellationToken) =>
        personalData.Protect(id, AccountFields.Email, address, cancellationToken);
}
