using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using SecureAccess.Persistence;

namespace SecureAccess.Proofing;

/// <summary>The draft of each account's proofing: what the person says before it is checked (R12, R13), encrypted (D19).</summary>
public sealed class ProofingDrafts(
    SecureAccessDbContext database,
    StateChange change,
    DraftValues values,
    TimeProvider clock
)
{
    /// <summary>The draft in clear; an empty one where nothing was saved.</summary>
    public async Task<ProofingDraft> Read(Guid accountId, CancellationToken ct)
    {
        if (await Find(accountId, ct) is not { } draft)
        {
            return new ProofingDraft(null, null, false, null, null, null, null);
        }

        var number = await values.RevealAccountNumber(draft, clock.GetUtcNow(), ct);
        return new ProofingDraft(
            await values.RevealIdentity(draft, ct),
            await values.RevealAccountKind(draft, ct),
            number is not null,
            number?[^2..],
            await values.RevealLastCheck(draft, ct),
            draft.ProofedAt,
            draft.UpdatedAt
        );
    }

    /// <summary>What the sources confirmed; null unless the account is proofed.</summary>
    public async Task<IdentityAnswers?> ProofedAnswers(Guid accountId, CancellationToken ct) =>
        await Find(accountId, ct) is { ProofedAt: not null } draft
            ? await values.RevealIdentity(draft, ct)
            : null;

    /// <summary>Saves what the person said, in a change of its own.</summary>
    /// <returns>False when the account is proofed already: its draft is closed.</returns>
    /// <exception cref="ArgumentException">The taxpayer number is not nine digits, or the filing status not one of the list.</exception>
    public Task<bool> SaveIdentity(Guid accountId, IdentityAnswers answers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answers);
        // The taxpayer number is counted by its fingerprint (D5): there is one way to write it.
        if (answers.TaxpayerNumber.Length != 9 || !TypedDigits.AreDigits(answers.TaxpayerNumber))
        {
            throw new ArgumentException("A taxpayer number has nine digits.", nameof(answers));
        }

        if (!FilingStatus.All.Contains(answers.FilingStatus))
        {
            throw new ArgumentException("The filing status is not one.", nameof(answers));
        }

        return change.InOneTransaction(
            async token =>
            {
                var identity = await values.ProtectIdentity(accountId, answers, token);
                return await Save(
                    accountId,
                    set => set.SetProperty(draft => draft.Identity, identity),
                    token
                );
            },
            ct
        );
    }

    /// <summary>Saves the financial account, in a change of its own; the number is kept until its answer, and 24 h at most (D10).</summary>
    /// <param name="accountId">Whose it is.</param>
    /// <param name="kind">One of <see cref="FinancialAccountKind.All"/>.</param>
    /// <param name="number">As of <see cref="AccountNumberReading.Number"/>.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>False when the account is proofed already: its draft is closed.</returns>
    /// <exception cref="ArgumentException">The kind or the number is not one.</exception>
    public Task<bool> SaveFinancialAccount(
        Guid accountId,
        string kind,
        string number,
        CancellationToken ct
    )
    {
        if (
            !FinancialAccountKind.All.Contains(kind)
            || FinancialAccountRules.Read(kind, number) is not AccountNumberReading.Number read
        )
        {
            throw new ArgumentException("The kind or the number is not one.", nameof(kind));
        }

        return change.InOneTransaction(
            async token =>
            {
                var protectedKind = await values.ProtectAccountKind(accountId, kind, token);
                var protectedNumber = await values.ProtectAccountNumber(
                    accountId,
                    read.Digits,
                    token
                );
                var now = clock.GetUtcNow();
                return await Save(
                    accountId,
                    set =>
                        set.SetProperty(draft => draft.AccountKind, protectedKind)
                            .SetProperty(draft => draft.AccountNumber, protectedNumber)
                            .SetProperty(draft => draft.AccountNumberEnteredAt, now),
                    token
                );
            },
            ct
        );
    }

    /// <summary>Keeps that a source found the phone in the person's name, in the caller's transaction.</summary>
    public Task AddPhoneEvidence(
        Guid accountId,
        string source,
        string reference,
        CancellationToken ct
    )
    {
        database.Add(
            Evidence.Of(accountId, EvidenceKind.Phone, source, reference, clock.GetUtcNow())
        );
        return Task.CompletedTask;
    }

    /// <summary>Keeps that a letter reached the person at the address of record (R18), in the caller's transaction.</summary>
    /// <param name="accountId">Whom it reached.</param>
    /// <param name="letterId">The letter.</param>
    /// <param name="ct">Ends the work.</param>
    public Task AddLetterEvidence(Guid accountId, Guid letterId, CancellationToken ct)
    {
        database.Add(
            Evidence.Of(
                accountId,
                EvidenceKind.Letter,
                "mail",
                letterId.ToString("D"),
                clock.GetUtcNow()
            )
        );
        return Task.CompletedTask;
    }

    /// <summary>Deletes the draft in the caller's transaction; evidence stays.</summary>
    public Task Delete(Guid accountId, CancellationToken ct) =>
        database
            .Set<StoredDraft>()
            .Where(draft => draft.AccountId == accountId)
            .ExecuteDeleteAsync(ct);

    /// <summary>D15: deletes the draft in the caller's transaction unless the sources confirmed the person by it.</summary>
    public Task DeleteUnproofed(Guid accountId, CancellationToken ct) =>
        database
            .Set<StoredDraft>()
            .Where(draft => draft.AccountId == accountId && draft.ProofedAt == null)
            .ExecuteDeleteAsync(ct);

    /// <summary>D10: erases every account number that was entered 24 h ago or earlier. Safe to repeat.</summary>
    public Task EraseOldAccountNumbers(CancellationToken ct)
    {
        var enteredBy = clock.GetUtcNow() - DraftRules.NumberLives;
        return database
            .Set<StoredDraft>()
            .Where(draft => draft.AccountNumberEnteredAt <= enteredBy)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(draft => draft.AccountNumber, (byte[]?)null)
                        .SetProperty(draft => draft.AccountNumberEnteredAt, (DateTimeOffset?)null),
                ct
            );
    }

    // The version grows in the same statement, so that no check ever takes one draft for another.
    private async Task<bool> Save(
        Guid accountId,
        Action<UpdateSettersBuilder<StoredDraft>> change,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await MakeIfNone(accountId, now, ct);
        var saved = await database
            .Set<StoredDraft>()
            .Where(draft => draft.AccountId == accountId && draft.ProofedAt == null)
            .ExecuteUpdateAsync(
                set =>
                {
                    change(set);
                    set.SetProperty(draft => draft.Version, draft => draft.Version + 1)
                        .SetProperty(draft => draft.UpdatedAt, now);
                },
                ct
            );
        return saved == 1;
    }

    private async Task MakeIfNone(Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        if (!await database.Set<StoredDraft>().AnyAsync(draft => draft.AccountId == accountId, ct))
        {
            await database.TryInsert(
                new StoredDraft
                {
                    AccountId = accountId,
                    Version = 0,
                    UpdatedAt = now,
                },
                ct
            );
        }
    }

    private Task<StoredDraft?> Find(Guid accountId, CancellationToken ct) =>
        database
            .Set<StoredDraft>()
            .AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.AccountId == accountId, ct);
}
