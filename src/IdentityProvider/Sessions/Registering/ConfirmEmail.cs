using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>Checks the confirmation code (R16), under D2's and D4's limits.</summary>
public sealed class ConfirmEmail(
    SecureAccessDbContext database,
    StateChange stateChange,
    ConfirmationCodes codes,
    BackOff backOff,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Checks an entry. If it is right the browser's secret changes: who planted or saw the one before has nothing.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        Registration registration,
        string? entry,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(registration);
        // D2: an entry that cannot be a code is not counted.
        if (!CodeKind.Confirmation.Form.TryRead(entry, out var code))
        {
            return new EntryResult.NotACode();
        }

        var triers = TriersOf(http, registration);
        foreach (var trier in triers)
        {
            switch (await backOff.Begin(trier, cancellationToken))
            {
                case TryPermission.Wait wait:
                    return new EntryResult.Wait(wait.Until);
                case TryPermission.UsedUp:
                    return new EntryResult.Wrong();
            }
        }

        var secret = BrowserSecret.New();
        var address = await codes.AddressOf(registration, cancellationToken);
        var result = await stateChange.InOneTransaction(
            async token =>
            {
                var result = await codes.Verify(registration.Id, address, code.Reveal(), token);
                if (result is CodeEntry.Accepted)
                {
                    foreach (var trier in triers)
                    {
                        await backOff.Succeeded(trier, token);
                    }

                    result = await Confirm(registration, BrowserSecret.Hash(secret), token)
                        ? result
                        : CodeEntry.NoLiveCode;
                }
                else
                {
                    audit.Append(RegistrationEvents.CodeRefused, registration.Id);
                }

                return result;
            },
            cancellationToken
        );
        if (result is CodeEntry.Accepted)
        {
            RegistrationBrowser.WriteCookie(http, secret);
        }

        return result switch
        {
            CodeEntry.Accepted => new EntryResult.Accepted(),
            CodeEntry.NoLiveCode => new EntryResult.NoLiveCode(),
            _ => new EntryResult.Wrong(),
        };
    }

    // D2: neither another address nor a new registration of the same one resets the count. In all it is counted by the registration
    // alone: nobody can use up an address for its owner.
    private static Trier[] TriersOf(HttpContext http, Registration registration)
    {
        var trier = new Trier(
            "confirmation",
            registration.Id.ToString("N"),
            HasAccount: false,
            SourceAddress.PrefixOf(http.Connection.RemoteIpAddress),
            KnownBrowser: false
        );
        return
        [
            trier,
            trier with
            {
                Factor = "confirmation-of-address",
                TypedName = registration.EmailFingerprint,
            },
        ];
    }

    // The address whose code it was must still be the one that the registration claims.
    private async Task<bool> Confirm(
        Registration registration,
        byte[] browserHash,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return await database
                .Set<Registration>()
                .Where(row =>
                    row.Id == registration.Id
                    && row.ConfirmedAt == null
                    && row.EmailFingerprint == registration.EmailFingerprint
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.ConfirmedAt, now)
                            .SetProperty(row => row.LastStepAt, now)
                            .SetProperty(row => row.BrowserHash, browserHash),
                    cancellationToken
                ) == 1;
    }
}
