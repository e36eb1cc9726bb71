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
    BackOff backOff,
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
        // D2: an entry that cannot be a code is not counted.
        if (!CodeKind.Recovery.Form.TryRead(entry, out var code))
        {
            return new EntryResult.NotACode();
        }

        var triers = TriersOf(http, recovery);
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

        string? key = null;
        var result = await stateChange.InOneTransaction(
            async token =>
            {
                key = null;
                var result = await codes.Verify(recovery, code.Reveal(), token);
                if (result is CodeEntry.Accepted && await Confirm(recovery, token))
                {
                    foreach (var trier in triers)
                    {
                        await backOff.Succeeded(trier, token);
                    }

                    await pending.Begin(recovery, token);
                    key = sessions.Open(recovery);
                    audit.Append(RecoveryEvents.Opened, recovery.Owner);
                    return result;
                }

                audit.Append(RecoveryEvents.CodeRefused, recovery.Owner);
                return result is CodeEntry.Accepted ? CodeEntry.NoLiveCode : result;
            },
            cancellationToken
        );
        if (key is not null)
        {
            RecoverySessions.WriteCookie(http, key);
            RecoveryBrowser.Forget(http);
        }

        return result switch
        {
            CodeEntry.Accepted => new EntryResult.Accepted(),
            CodeEntry.NoLiveCode => new EntryResult.NoLiveCode(),
            _ => new EntryResult.Wrong(),
        };
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
