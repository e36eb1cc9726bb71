using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>What text and voice share: a security code to the activated phone (R19), within D7's budgets.</summary>
public sealed class PhoneCodes(
    SecureAccessDbContext database,
    PersonalData personalData,
    PhoneSends sends,
    OneTimeCodes codes,
    MessageTexts texts,
    Outbox outbox
)
{
    /// <summary>Text and voice prove the same thing: they are one factor, and count failures together.</summary>
    public const string Factor = "phone";

    /// <summary>The account's newest phone that the condition allows.</summary>
    public async Task<AuthenticatorOption?> Find(
        string method,
        Guid accountId,
        Expression<Func<ActivatedPhone, bool>> condition,
        CancellationToken cancellationToken
    )
    {
        var phone = await database
            .Set<ActivatedPhone>()
            .AsNoTracking()
            .Where(phone => phone.AccountId == accountId)
            .Where(condition)
            .OrderByDescending(phone => phone.ActivatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return phone is null
            ? null
            : new AuthenticatorOption(
                method,
                phone.Id,
                (await Number(phone, cancellationToken))[^2..]
            );
    }

    /// <summary>D7: the country is served, and account, number, source and country prefix have a send left.</summary>
    public async Task<SendPermission> MaySend(
        Guid accountId,
        string source,
        CancellationToken cancellationToken
    )
    {
        var phone = await database
            .Set<ActivatedPhone>()
            .AsNoTracking()
            .Where(phone => phone.AccountId == accountId)
            .OrderByDescending(phone => phone.ActivatedAt)
            .FirstAsync(cancellationToken);
        return await sends.Take(
            accountId,
            await Number(phone, cancellationToken),
            source,
            cancellationToken
        );
    }

    /// <summary>Issues a code for the challenge and hands it to the outbox, in the caller's transaction.</summary>
    public async Task Send(
        Challenge challenge,
        Channel channel,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(challenge);
        var phone = await database
            .Set<ActivatedPhone>()
            .AsNoTracking()
            .SingleAsync(phone => phone.Id == challenge.AuthenticatorId, cancellationToken);
        var issued = await codes.Issue(PurposeOf(challenge), cancellationToken);
        outbox.Add(
            texts.SecurityCode(
                channel,
                await Number(phone, cancellationToken),
                language,
                CodeKind.Security.Form.Show(issued.Code),
                (int)CodeKind.Security.Lifetime.TotalMinutes,
                issued.ExpiresAt
            )
        );
    }

    /// <summary>Checks an entry against the code that was sent for this challenge.</summary>
    public async Task<FactorEntry> Verify(
        Challenge challenge,
        string entry,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return FactorEntries.From(
            await codes.Verify(PurposeOf(challenge), entry, cancellationToken)
        );
    }

    private static CodePurpose PurposeOf(Challenge challenge) =>
        new(
            CodeKind.Security,
            challenge.AccountId,
            challenge.AuthenticatorId.ToString("N"),
            challenge.SessionId
        );

    private Task<string> Number(ActivatedPhone phone, CancellationToken cancellationToken) =>
        personalData.Reveal(phone.AccountId, AccountFields.Phone, phone.Number, cancellationToken);
}
