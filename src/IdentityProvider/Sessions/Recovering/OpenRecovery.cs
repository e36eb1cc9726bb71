using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>Checks the recovery code under D2's and D4's limits; the right one opens the recovery session (D15).</summary>
public sealed class OpenRecovery(
    SecureAccessDbContext database,
    StateChange stateChange,
    RecoveryCodes codes,
    RecoverySessions sessions,
    PendingReplacements pending,
    EntryTry entries,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Checks an entry.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        Recovery recovery,
        string? entry,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(recovery);
        var triers = TriersOf(http, recovery);
        string? key = null;
        var result = await entries.Run(
            CodeKind.Recovery.Form,
            entry,
            triers,
            code =>
                stateChange.InOneTransaction<EntryResult>(
                    async token =>
                    {
                        key = null;
                        var result = await codes.Verify(recovery, code.Reveal(), token);
                        if (result is CodeEntry.Accepted && await Confirm(recovery, token))
                        {
                            await entries.Succeeded(triers, token);
                            await pending.Begin(recovery, token);
                            key = sessions.Open(recovery);
                            audit.Append(RecoveryEvents.Opened, recovery.Owner);
                            return new EntryResult.Accepted();
                        }

                        audit.Append(RecoveryEvents.CodeRefused, recovery.Owner);
                        return result is CodeEntry.Wrong
                            ? new EntryResult.Wrong()
                            : new EntryResult.NoLiveCode();
                    },
                    cancellationToken
                ),
            cancellationToken
        );
        if (key is not null)
        {
            RecoverySessions.WriteCookie(http, key);
            RecoveryBrowser.Forget(http);
        }

        return result;
    }

    // D2: another code, or beginning anew with the same name, does not reset the count. In all it is counted by the recovery alone:
    // nobody can use up a name for its owner.
    private static Trier[] TriersOf(HttpContext http, Recovery recovery)
    {
        var trier = new Trier(
            "recovery",
            recovery.Id.ToString("N"),
            HasAccount: false,
            SourceAddress.PrefixOf(http.Connection.RemoteIpAddress),
            KnownBrowser: false
        );
        return
        [
            trier,
            trier with
            {
                Factor = "recovery-of-name",
                TypedName = recovery.NameFingerprint,
            },
        ];
    }

    private async Task<bool> Confirm(Recovery recovery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await database
                .Set<Recovery>()
                .Where(row =>
                    row.Id == recovery.Id
                    && row.ConfirmedAt == null
                    && row.AccountId == recovery.AccountId
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.ConfirmedAt, now),
                    cancellationToken
                ) == 1;
    }
}
