using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>A claimed phone as pages need it.</summary>
/// <param name="Number">E.164 form.</param>
/// <param name="MayBeTexted">Whether a text can prove it in this session (D11).</param>
/// <param name="Methods">How it may be proven now (<see cref="AuthenticatorMethod"/>): nothing while only a letter could help.</param>
/// <param name="ReceivesTexts">False for a landline.</param>
/// <param name="CodeAwaited">Whether its activation code may be entered now.</param>
/// <param name="SentBy">How its last code went (<see cref="AuthenticatorMethod"/>); null before the first.</param>
/// <param name="ProvenAt">When it was proven without being activated (D13).</param>
/// <param name="Source">The source that was asked about it.</param>
/// <param name="Reference">The source's reference.</param>
public sealed record PhoneClaim(
    string Number,
    bool MayBeTexted,
    IReadOnlyList<string> Methods,
    bool ReceivesTexts,
    bool CodeAwaited,
    string? SentBy,
    DateTimeOffset? ProvenAt,
    string Source,
    string Reference
)
{
    /// <summary>The number is not printed.</summary>
    public override string ToString() => "[phone claim]";
}

/// <summary>What a source said of a phone before it was claimed.</summary>
/// <param name="MayBeTexted">D11: the one-session way is open to it.</param>
/// <param name="ReceivesTexts">False for a landline.</param>
/// <param name="IsFree">Whether nobody else activated it (R21).</param>
/// <param name="Source">The source.</param>
/// <param name="Reference">Its reference.</param>
public sealed record PhoneEvidence(
    bool MayBeTexted,
    bool ReceivesTexts,
    bool IsFree,
    string Source,
    string Reference
);

/// <summary>The phones that accounts claim and have still to prove (R17): a claim blocks nobody else (D12).</summary>
public sealed class PhoneClaims(
    SecureAccessDbContext database,
    StateChange stateChange,
    PersonalData personalData,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The account's claim, or null.</summary>
    public async Task<PhoneClaim?> Read(Guid accountId, CancellationToken cancellationToken)
    {
        return await Find(accountId, cancellationToken) is { } phone
            ? await InClear(phone, cancellationToken)
            : null;
    }

    /// <summary>Claims a number in place of the one before; codes sent so far stay counted.</summary>
    public Task Claim(
        Guid accountId,
        string number,
        PhoneEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return stateChange.InOneTransaction(
            async token =>
            {
                while (!await TryClaim(accountId, number, evidence, token))
                {
                    // Another claim of the same moment came between: this one is made over it.
                }

                audit.Append(
                    FactorEvents.PhoneClaimed,
                    accountId,
                    ("way", evidence.MayBeTexted ? "text" : "mail"),
                    ("source", evidence.Source)
                );
            },
            cancellationToken
        );
    }

    /// <summary>Records that the phone was proven and is not activated (D13), in the caller's transaction.</summary>
    public Task MarkProven(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(phone => phone.ProvenAt, now),
                cancellationToken
            );
    }

    /// <summary>Records that nothing can prove it any more: someone else activated it meanwhile (R21). In the caller's transaction.</summary>
    public Task Close(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(phone => phone.MayBeTexted, false)
                        .SetProperty(phone => phone.IsRefused, true)
                        // Its code was consumed: what follows is never delayed by it (D7).
                        .SetProperty(phone => phone.Sends, 0)
                        .SetProperty(phone => phone.SentFor, (Guid?)null),
                cancellationToken
            );

    /// <summary>Forgets the claim, in the caller's transaction.</summary>
    public Task Forget(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);

    // Number and what a source said of it are written together or not at all: what is said of one number must never stand beside another.
    private async Task<bool> TryClaim(
        Guid accountId,
        string number,
        PhoneEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var before = await Find(accountId, cancellationToken);
        var value = await personalData.Protect(
            accountId,
            AccountFields.Phone,
            number,
            cancellationToken
        );
        if (before is null)
        {
            return await database.TryInsert(
                new ClaimedPhone
                {
                    AccountId = accountId,
                    Id = Guid.CreateVersion7(now),
                    Number = value,
                    MayBeTexted = evidence.MayBeTexted,
                    ReceivesTexts = evidence.ReceivesTexts,
                    IsRefused = !evidence.IsFree,
                    Source = evidence.Source,
                    Reference = evidence.Reference,
                    LastSentAt = now,
                },
                cancellationToken
            );
        }

        var isTheSame = await Number(before, cancellationToken) == number;
        var id = isTheSame ? before.Id : Guid.CreateVersion7(now);
        return await database
                .Set<ClaimedPhone>()
                .Where(row => row.AccountId == accountId && row.Id == before.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Id, id)
                            .SetProperty(row => row.Number, value)
                            .SetProperty(row => row.MayBeTexted, evidence.MayBeTexted)
                            .SetProperty(row => row.ReceivesTexts, evidence.ReceivesTexts)
                            .SetProperty(row => row.IsRefused, !evidence.IsFree)
                            .SetProperty(row => row.Source, evidence.Source)
                            .SetProperty(row => row.Reference, evidence.Reference),
                    cancellationToken
                ) == 1;
    }

    private bool IsAwaited(ClaimedPhone phone, IReadOnlyList<string> methods) =>
        phone.SentFor == phone.Id
        && phone.SentBy is { } sentBy
        && methods.Contains(sentBy)
        && ResendRules.IsOpen(SentOf(phone), clock.GetUtcNow());

    /// <summary>What was sent so far; to the same number by another method need not wait, but counts (D7).</summary>
    internal static SentCodes SentOf(ClaimedPhone phone) =>
        new(
            CodeKind.Activation,
            phone.SentFor is { } id ? DestinationOf(id, phone.SentBy) : "",
            phone.Sends,
            phone.LastSentAt,
            null
        );

    internal static string DestinationOf(Guid phoneId, string? method) => $"{phoneId:N}/{method}";

    internal Task<ClaimedPhone?> Find(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .AsNoTracking()
            .SingleOrDefaultAsync(phone => phone.AccountId == accountId, cancellationToken);

    /// <summary>How the phone may be proven now; an accepted letter (D6) opens it to what the source alone would not.</summary>
    internal async Task<IReadOnlyList<string>> Methods(
        ClaimedPhone phone,
        CancellationToken cancellationToken
    )
    {
        var letter = await database
            .Set<ActivationLetter>()
            .AsNoTracking()
            .SingleOrDefaultAsync(letter => letter.AccountId == phone.AccountId, cancellationToken);
        return ClaimRules.Methods(
            phone,
            letter is not null && LetterRules.IsAccepted(letter, clock.GetUtcNow())
        );
    }

    internal async Task<PhoneClaim> InClear(ClaimedPhone phone, CancellationToken cancellationToken)
    {
        var methods = await Methods(phone, cancellationToken);
        return new PhoneClaim(
            await Number(phone, cancellationToken),
            phone.MayBeTexted,
            methods,
            phone.ReceivesTexts,
            IsAwaited(phone, methods),
            phone.SentBy,
            phone.ProvenAt,
            phone.Source,
            phone.Reference
        );
    }

    internal Task<string> Number(ClaimedPhone phone, CancellationToken cancellationToken) =>
        personalData.Reveal(phone.AccountId, AccountFields.Phone, phone.Number, cancellationToken);
}
