using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// Opens the recovery session in which a lost phone is replaced, by the password instead of an email code (D15): what both lead to is the
/// same, and nothing of the account changes before a letter was accepted.
/// </summary>
public sealed class OpenReplacement(
    SecureAccessDbContext database,
    StateChange stateChange,
    RecoverySessions sessions,
    RecoveryTargets targets,
    PendingReplacements pending,
    RecoveryBudgets budgets,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Opens it for a session whose password was accepted and whose second factor was not.</summary>
    /// <returns>Null, or when the next may be opened: each ends the one before.</returns>
    public async Task<DateTimeOffset?> ByPassword(
        HttpContext http,
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var accountId = signedIn.Session.AccountId;
        if (await budgets.TakeReplacement(accountId, cancellationToken) is { } until)
        {
            return until;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var browser = BrowserSecret.Hash(BrowserSecret.New());
        var name = accountId.ToString("N");
        var key = await stateChange.InOneTransaction(
            async token =>
            {
                var recovery = new Recovery
                {
                    Id = id,
                    BrowserHash = browser,
                    For = RecoveryFor.Phone,
                    Name = targets.Seal(name, id),
                    NameFingerprint = targets.FingerprintOf(name),
                    AccountId = accountId,
                    Sends = 0,
                    LastSentAt = now,
                    StartedAt = now,
                    ConfirmedAt = now,
                };
                database.Add(recovery);
                await pending.Begin(recovery, token);
                audit.Append(RecoveryEvents.Opened, accountId, ("by", "password"));
                return sessions.Open(recovery, signedIn.Session.PasswordAt);
            },
            cancellationToken
        );
        RecoverySessions.WriteCookie(http, key);
        return null;
    }
}
