using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>A letter that is asked for.</summary>
/// <param name="AccountId">For which account.</param>
/// <param name="To">The person at the address of record.</param>
/// <param name="TaxpayerNumber">
/// The keyed fingerprint of the person's taxpayer number, for the budget (D6); null where the account is the person's for certain: what
/// others ask for in the same name must not keep a letter from it.
/// </param>
/// <param name="Purpose">What the letter says that the code is for.</param>
/// <param name="Language">BCP 47 tag of the reader's language.</param>
/// <param name="Replaces">The id of the account's letter when it was asked for; null: there was none. Of two at once one is sent.</param>
public sealed record LetterOrder(
    Guid AccountId,
    LetterRecipient To,
    string? TaxpayerNumber,
    LetterPurpose Purpose,
    string Language,
    Guid? Replaces
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[letter order]";
}

/// <summary>What came of asking for a letter.</summary>
public abstract record LetterResult
{
    private LetterResult() { }

    /// <summary>It is on its way; the code of the one before is void.</summary>
    public sealed record Sent : LetterResult;

    /// <summary>D6: two were sent in 30 days.</summary>
    /// <param name="At">When the next may be.</param>
    public sealed record NotBefore(DateTimeOffset At) : LetterResult;
}

/// <summary>An account's last letter.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="ExpiresAt">The end of its code.</param>
/// <param name="IsAwaited">Whether its code may be entered.</param>
/// <param name="IsAccepted">Whether its code was accepted and a phone or app may be set up with it.</param>
/// <param name="AcceptedAt">When its code was accepted, however long ago.</param>
/// <param name="AcceptedIn">The session in which it was accepted.</param>
/// <param name="ProvenAt">When an app was proven with it that could not be bound (D13).</param>
public sealed record LetterState(
    Guid Id,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    bool IsAwaited,
    bool IsAccepted,
    DateTimeOffset? AcceptedAt,
    Guid? AcceptedIn,
    DateTimeOffset? ProvenAt
)
{
    /// <summary>Whether its code was accepted in this session, and a phone or app may be set up with it.</summary>
    public bool IsAcceptedIn(Guid sessionId) => IsAccepted && AcceptedIn == sessionId;
}

/// <summary>
/// Activation codes by letter to the address of record (R15, R18, D6): at most two in 30 days, a new one voids the one before, and the
/// code is entered in a session of the same account.
/// </summary>
public sealed class ActivationLetters(
    SecureAccessDbContext database,
    StateChange stateChange,
    LetterCodes codes,
    LetterBudget budget,
    EntryTry entries,
    AuditLog audit,
    TimeProvider clock
)
{
    private const string Factor = "mailed-activation";

    /// <summary>The account's last letter, or null.</summary>
    public async Task<LetterState?> Read(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Find(accountId, cancellationToken) is { } letter
            ? new LetterState(
                letter.Id,
                letter.SentAt,
                letter.ExpiresAt,
                LetterRules.IsAwaited(letter, now),
                LetterRules.IsAccepted(letter, now),
                letter.AcceptedAt,
                letter.AcceptedIn,
                letter.ProvenAt
            )
            : null;
    }

    /// <summary>Sends a letter, unless another request of the same moment did.</summary>
    /// <param name="order">What is asked for.</param>
    /// <param name="sent">Runs in the change that sends it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<LetterResult> Send(
        LetterOrder order,
        Func<DateTimeOffset, CancellationToken, Task> sent,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(sent);
        // Taken in the change that sends it: a crash between the two must not cost one of two letters.
        return await stateChange.InOneTransaction<LetterResult>(
            async token =>
            {
                if (await budget.Take(order.AccountId, order.TaxpayerNumber, token) is { } at)
                {
                    return new LetterResult.NotBefore(at);
                }

                if (!await SendOne(order, sent, token))
                {
                    await budget.GiveBack(order.AccountId, order.TaxpayerNumber, token);
                }

                return new LetterResult.Sent();
            },
            cancellationToken
        );
    }

    /// <summary>Checks an entry; if it is right, <paramref name="accept"/> runs in the transaction that consumes the code.</summary>
    public async Task<EntryResult> Verify(
        FactorContext context,
        string? entry,
        Func<CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accept);
        if (await Find(context.AccountId, cancellationToken) is not { AcceptedAt: null } letter)
        {
            return new EntryResult.NoChallenge();
        }

        var trier = EntryTry.TrierOf(Factor, context);
        return await entries.Run(
            CodeKind.MailedActivation.Form,
            entry,
            [trier],
            code =>
                stateChange.InOneTransaction<EntryResult>(
                    async token =>
                    {
                        var result = await codes.Verify(letter, code, token);
                        if (result is not CodeEntry.Accepted)
                        {
                            audit.Append(FactorEvents.LetterRefused, letter.AccountId);
                            return result is CodeEntry.NoLiveCode
                                ? new EntryResult.NoLiveCode()
                                : new EntryResult.Wrong();
                        }

                        await entries.Succeeded([trier], token);
                        await MarkAccepted(letter, context.SessionId, token);
                        await accept(token);
                        return new EntryResult.Accepted();
                    },
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>Records that an app was proven and is not bound (D13), in the caller's transaction.</summary>
    public Task MarkProven(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<ActivationLetter>()
            .Where(letter => letter.AccountId == accountId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(letter => letter.ProvenAt, now),
                cancellationToken
            );
    }

    /// <summary>Voids the account's letter and forgets it, accepted or not, in the caller's transaction; the budget stays as it is (D6, D15).</summary>
    public async Task Forget(Guid accountId, CancellationToken cancellationToken)
    {
        await codes.Void(accountId, cancellationToken);
        await database
            .Set<ActivationLetter>()
            .Where(letter => letter.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> SendOne(
        LetterOrder order,
        Func<DateTimeOffset, CancellationToken, Task> sent,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var letter = new ActivationLetter
        {
            AccountId = order.AccountId,
            Id = Guid.CreateVersion7(now),
            SentAt = now,
            ExpiresAt = now + CodeKind.MailedActivation.Lifetime,
            Language = order.Language,
        };
        if (!await Write(letter, order.Replaces, cancellationToken))
        {
            return false;
        }

        var expiresAt = await codes.Send(letter.Id, order, cancellationToken);
        audit.Append(
            FactorEvents.LetterSent,
            order.AccountId,
            ("purpose", order.Purpose.ToString())
        );
        await sent(expiresAt, cancellationToken);
        return true;
    }

    private async Task<bool> Write(
        ActivationLetter letter,
        Guid? replaces,
        CancellationToken cancellationToken
    ) =>
        replaces is null
            ? await database.TryInsert(letter, cancellationToken)
            : await database
                .Set<ActivationLetter>()
                .Where(row => row.AccountId == letter.AccountId && row.Id == replaces)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Id, letter.Id)
                            .SetProperty(row => row.SentAt, letter.SentAt)
                            .SetProperty(row => row.ExpiresAt, letter.ExpiresAt)
                            .SetProperty(row => row.Language, letter.Language)
                            .SetProperty(row => row.RemindedAt, (DateTimeOffset?)null)
                            .SetProperty(row => row.AcceptedAt, (DateTimeOffset?)null)
                            .SetProperty(row => row.AcceptedIn, (Guid?)null)
                            .SetProperty(row => row.ProvenAt, (DateTimeOffset?)null),
                    cancellationToken
                ) == 1;

    private async Task MarkAccepted(
        ActivationLetter letter,
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await database
            .Set<ActivationLetter>()
            .Where(row => row.AccountId == letter.AccountId && row.Id == letter.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AcceptedAt, now)
                        .SetProperty(row => row.AcceptedIn, sessionId),
                cancellationToken
            );
        audit.Append(FactorEvents.LetterAccepted, letter.AccountId);
    }

    private Task<ActivationLetter?> Find(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ActivationLetter>()
            .AsNoTracking()
            .SingleOrDefaultAsync(letter => letter.AccountId == accountId, cancellationToken);
}
