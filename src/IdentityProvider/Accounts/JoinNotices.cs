using System.Globalization;
using SecureAccess.Accounts.EServices;
using SecureAccess.Delivery;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>The notices of a join, in the caller's <see cref="StateChange"/> and the reader's language (D13, D14).</summary>
public sealed class JoinNotices(
    AccountNotices notices,
    AccountHolders holders,
    MessageTexts texts,
    Outbox outbox,
    TimeProvider clock
)
{
    /// <summary>
    /// Tells every confirmed address of the account, and the imported one: notified only, it opens nothing (D14). One that is both gets one
    /// message.
    /// </summary>
    public async Task Merged(Guid accountId, Assigned assigned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(assigned);
        await notices.Send(accountId, Message, cancellationToken);
        if (await holders.OfEmail(assigned.Email, cancellationToken) != accountId)
        {
            outbox.Add(Message(assigned.Email));
        }

        OutgoingMessage Message(string to)
        {
            var now = clock.GetUtcNow();
            return texts.AccountsMerged(to, Language, assigned.Username, now, EndOf(now));
        }
    }

    /// <summary>Tells every confirmed address of an account of a joining of two accounts.</summary>
    /// <param name="accountId">Whose addresses.</param>
    /// <param name="username">The username of the account that goes on; null while it has none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task Joined(Guid accountId, string? username, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return notices.Send(
            accountId,
            address => texts.AccountsJoined(address, Language, username, now, EndOf(now)),
            cancellationToken
        );
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static DateTimeOffset EndOf(DateTimeOffset now) => now + DeliveryRules.NoticeLifetime;
}
