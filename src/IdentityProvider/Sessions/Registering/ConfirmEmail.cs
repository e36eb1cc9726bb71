using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>Checks the confirmation code (R16), under D2's and D4's limits.</summary>
public sealed class ConfirmEmail(
    SecureAccessDbContext database,
    StateChange stateChange,
    ConfirmationCodes codes,
    EntryTry entries,
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
        var triers = TriersOf(http, registration);
        var secret = BrowserSecret.New();
        var result = await entries.Run(
            CodeKind.Confirmation.Form,
            entry,
            triers,
            code => Check(registration, code, secret, triers, cancellationToken),
            cancellationToken
        );
        if (result is EntryResult.Accepted)
        {
            RegistrationBrowser.WriteCookie(http, secret);
        }

        return result;
    }

    private async Task<EntryResult> Check(
        Registration registration,
        SecretText code,
        string secret,
        Trier[] triers,
        CancellationToken cancellationToken
    )
    {
        var address = await codes.AddressOf(registration, cancellationToken);
        return await stateChange.InOneTransaction<EntryResult>(
            async token =>
            {
                var result = await codes.Verify(registration.Id, address, code.Reveal(), token);
                if (result is not CodeEntry.Accepted)
                {
                    audit.Append(RegistrationEvents.CodeRefused, registration.Id);
                    return result is CodeEntry.NoLiveCode
                        ? new EntryResult.NoLiveCode()
                        : new EntryResult.Wrong();
                }

                await entries.Succeeded(triers, token);
                return await Confirm(registration, BrowserSecret.Hash(secret), token)
                    ? new EntryResult.Accepted()
                    : new EntryResult.NoLiveCode();
            },
            cancellationToken
        );
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
