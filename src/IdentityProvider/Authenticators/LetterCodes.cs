using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Keys;

namespace SecureAccess.Authenticators;

/// <summary>The activation code by mail (R18): issued and sent, checked, or voided, each in the caller's transaction.</summary>
public sealed class LetterCodes(
    OneTimeCodes codes,
    LetterTexts texts,
    Outbox outbox,
    IConfiguration configuration,
    TimeProvider clock
)
{
    /// <summary>Issues a code and hands its letter to the outbox; the code before is void at once (D6).</summary>
    /// <returns>The end of the code.</returns>
    public async Task<DateTimeOffset> Send(
        Guid letterId,
        LetterOrder order,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        var issued = await codes.Issue(PurposeOf(order.AccountId, letterId), cancellationToken);
        outbox.Add(
            texts.ActivationCode(
                order.To,
                order.Language,
                order.Purpose,
                CodeKind.MailedActivation.Form.Show(issued.Code),
                (int)CodeKind.MailedActivation.Lifetime.TotalDays,
                new Uri(new Uri(configuration["Issuer"]!), "sign-in"),
                clock.GetUtcNow(),
                issued.ExpiresAt
            )
        );
        return issued.ExpiresAt;
    }

    /// <summary>Checks an entry.</summary>
    public Task<CodeEntry> Verify(
        ActivationLetter letter,
        SecretText entry,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentNullException.ThrowIfNull(entry);
        return codes.Verify(
            PurposeOf(letter.AccountId, letter.Id),
            entry.Reveal(),
            cancellationToken
        );
    }

    /// <summary>Voids the account's code.</summary>
    public Task Void(Guid accountId, CancellationToken cancellationToken) =>
        codes.Void(PurposeOf(accountId, Guid.Empty), cancellationToken);

    // D6: any session of the account may enter it, and no other letter's code is this one's.
    private static CodePurpose PurposeOf(Guid accountId, Guid letterId) =>
        new(CodeKind.MailedActivation, accountId, letterId.ToString("N"), Guid.Empty);
}
