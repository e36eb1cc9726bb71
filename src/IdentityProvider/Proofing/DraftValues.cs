using System.Text.Json;
using SecureAccess.Keys;

namespace SecureAccess.Proofing;

/// <summary>The values of a draft under the person's key (D19); each is bound to its place by a name that must not change.</summary>
public sealed class DraftValues(PersonalData personalData)
{
    private const string Identity = "proofing/identity";
    private const string AccountKind = "proofing/account-kind";
    private const string AccountNumber = "proofing/account-number";
    private const string LastCheck = "proofing/last-check";

    /// <summary>Protects the answers.</summary>
    public Task<byte[]> ProtectIdentity(
        Guid accountId,
        IdentityAnswers answers,
        CancellationToken ct
    ) => personalData.Protect(accountId, Identity, JsonSerializer.Serialize(answers), ct);

    /// <summary>Protects the kind of the account.</summary>
    public Task<byte[]> ProtectAccountKind(Guid accountId, string kind, CancellationToken ct) =>
        personalData.Protect(accountId, AccountKind, kind, ct);

    /// <summary>Protects the account number.</summary>
    public Task<byte[]> ProtectAccountNumber(Guid accountId, string number, CancellationToken ct) =>
        personalData.Protect(accountId, AccountNumber, number, ct);

    /// <summary>Protects the result of a submission; nothing for none.</summary>
    public async Task<byte[]?> ProtectLastCheck(
        Guid accountId,
        LastCheck? check,
        CancellationToken ct
    ) =>
        check is null
            ? null
            : await personalData.Protect(accountId, LastCheck, JsonSerializer.Serialize(check), ct);

    /// <summary>The answers of a draft; null where there are none.</summary>
    public async Task<IdentityAnswers?> RevealIdentity(StoredDraft draft, CancellationToken ct) =>
        await Reveal(draft, Identity, draft.Identity, ct) is { } json
            ? JsonSerializer.Deserialize<IdentityAnswers>(json)
            : null;

    /// <summary>The kind of the account; null where there is none.</summary>
    public Task<string?> RevealAccountKind(StoredDraft draft, CancellationToken ct) =>
        Reveal(draft, AccountKind, draft.AccountKind, ct);

    /// <summary>The account number; null where there is none, or where it is older than D10 allows.</summary>
    public Task<string?> RevealAccountNumber(
        StoredDraft draft,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        Reveal(
            draft,
            AccountNumber,
            DraftRules.HoldsNumber(draft.AccountNumberEnteredAt, now) ? draft.AccountNumber : null,
            ct
        );

    /// <summary>The result of the last submission; null before the first.</summary>
    public async Task<LastCheck?> RevealLastCheck(StoredDraft draft, CancellationToken ct) =>
        await Reveal(draft, LastCheck, draft.LastCheck, ct) is { } json
            ? JsonSerializer.Deserialize<LastCheck>(json)
            : null;

    private async Task<string?> Reveal(
        StoredDraft draft,
        string field,
        byte[]? value,
        CancellationToken ct
    ) => value is null ? null : await personalData.Reveal(draft.AccountId, field, value, ct);
}
