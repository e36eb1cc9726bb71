using Microsoft.EntityFrameworkCore;
using SecureAccess.Codes;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// Begins a recovery with a name (D15): a code goes to its owner's mailbox. Whether there is an owner is never told (D21): the same work
/// is done, and nothing that is entered is right.
/// </summary>
public sealed class StartRecovery(
    SecureAccessDbContext database,
    StateChange stateChange,
    RecoveryBrowser browser,
    RecoveryTargets targets,
    RecoveryBudgets budgets,
    RecoveryCodes codes,
    TimeProvider clock
)
{
    /// <summary>Begins one. For the same name and purpose, a code sent a moment ago is kept.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="name">A username or an email address, as typed.</param>
    /// <param name="what">What it is for.</param>
    /// <param name="language">Of the message.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AskResult> WithName(
        HttpContext http,
        string name,
        RecoveryFor what,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var before = await browser.Find(http, cancellationToken);
        // Another name begins anew; the same one goes on, so that beginning again is no way around the rules of sending.
        before =
            before?.NameFingerprint == targets.FingerprintOf(name) && before.For == what
                ? before
                : null;
        var result = await Send(http, before, name, what, language, cancellationToken);
        return before is not null && result is AskResult.Later ? new AskResult.Asked() : result;
    }

    /// <summary>Sends another code, within D7's rules; the one before is void.</summary>
    public Task<AskResult> Again(
        HttpContext http,
        Recovery recovery,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(recovery);
        return Send(
            http,
            recovery,
            targets.NameOf(recovery),
            recovery.For,
            language,
            cancellationToken
        );
    }

    private async Task<AskResult> Send(
        HttpContext http,
        Recovery? before,
        string name,
        RecoveryFor what,
        string language,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var decision = ResendRules.Decide(
            before is null ? null : RecoveryCodes.SentOf(before),
            targets.FingerprintOf(name),
            now
        );
        switch (decision)
        {
            case SendDecision.TooSoon tooSoon:
                return new AskResult.Later(tooSoon.At);
            case SendDecision.NoMore noMore:
                return new AskResult.Later(noMore.At);
        }

        if (await budgets.TakeByName(http, name, cancellationToken) is { } at)
        {
            return new AskResult.Later(at);
        }

        var target = await targets.Of(name, cancellationToken);
        var leaves = await budgets.TakeByMailbox(target?.Address ?? name, cancellationToken);
        var sends = decision is SendDecision.Again ? before!.Sends + 1 : 1;
        var secret = BrowserSecret.New();
        var account = target?.AccountId ?? Guid.Empty;
        await stateChange.InOneTransaction(
            async token =>
            {
                var recovery = before ?? Begin(name, what, secret, account, now);
                if (before is null || await Replace(before, account, sends, now, token))
                {
                    await codes.Send(recovery, target, name, leaves, language, token);
                }
            },
            cancellationToken
        );
        if (before is null)
        {
            RecoveryBrowser.WriteCookie(http, secret);
        }

        return new AskResult.Asked();
    }

    private Recovery Begin(
        string name,
        RecoveryFor what,
        string secret,
        Guid accountId,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        var recovery = new Recovery
        {
            Id = id,
            BrowserHash = BrowserSecret.Hash(secret),
            For = what,
            Name = targets.Seal(name, id),
            NameFingerprint = targets.FingerprintOf(name),
            AccountId = accountId,
            Sends = 1,
            LastSentAt = now,
            StartedAt = now,
        };
        database.Add(recovery);
        return recovery;
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> Replace(
        Recovery before,
        Guid accountId,
        int sends,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await database
            .Set<Recovery>()
            .Where(row =>
                row.Id == before.Id
                && row.ConfirmedAt == null
                && row.Sends == before.Sends
                && row.LastSentAt == before.LastSentAt
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AccountId, accountId)
                        .SetProperty(row => row.Sends, sends)
                        .SetProperty(row => row.LastSentAt, now),
                cancellationToken
            ) == 1;
}
