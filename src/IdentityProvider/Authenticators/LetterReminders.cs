using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>Reminds by email, once, of a letter whose code was not entered and is about to end.</summary>
public sealed class LetterReminders(
    SecureAccessDbContext database,
    StateChange stateChange,
    AccountNotices notices,
    MessageTexts texts,
    AuditLog audit,
    IConfiguration configuration,
    TimeProvider clock
)
{
    private const int Batch = 200;

    /// <summary>Sends every reminder that is due. Safe to repeat, and beside another node.</summary>
    public async Task Send(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await Due()
                .AsNoTracking()
                .OrderBy(letter => letter.ExpiresAt)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var letter in due)
            {
                await stateChange.InOneTransaction(
                    token => SendOne(letter, token),
                    cancellationToken
                );
            }

            if (due.Count < Batch)
            {
                return;
            }
        }
    }

    private async Task SendOne(ActivationLetter letter, CancellationToken cancellationToken)
    {
        // What was accepted, voided or replaced since it was found is not reminded of.
        var now = clock.GetUtcNow();
        var taken = await Due()
            .Where(row => row.AccountId == letter.AccountId && row.Id == letter.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RemindedAt, now),
                cancellationToken
            );
        if (taken == 0)
        {
            return;
        }

        await notices.Send(
            letter.AccountId,
            address =>
                texts.LetterReminder(
                    address,
                    letter.Language,
                    new Uri(new Uri(configuration["Issuer"]!), "sign-in"),
                    letter.ExpiresAt
                ),
            cancellationToken
        );
        audit.Append(FactorEvents.LetterReminded, letter.AccountId);
    }

    private IQueryable<ActivationLetter> Due()
    {
        var now = clock.GetUtcNow();
        var soon = now + LetterRules.RemindedBefore;
        var kind = CodeKind.MailedActivation.Name;
        var most = CodeKind.MailedActivation.Attempts;
        return database
            .Set<ActivationLetter>()
            .Where(letter =>
                letter.ExpiresAt <= soon
                && letter.ExpiresAt > now
                && letter.RemindedAt == null
                && letter.AcceptedAt == null
            )
            .Where(letter =>
                database
                    .Set<OneTimeCode>()
                    .Any(code =>
                        code.Owner == letter.AccountId
                        && code.Kind == kind
                        && code.ConsumedAt == null
                        && code.VoidedAt == null
                        && code.Attempts < most
                        && code.ExpiresAt > now
                    )
            );
    }
}
