using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Sessions;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What must hold of the database once a journey is walked, wherever the host was killed on the way.</summary>
internal static class AftermathOfJourneys
{
    /// <summary>What does not hold; empty: all is well.</summary>
    /// <param name="site">Where.</param>
    /// <param name="journey">What was walked.</param>
    /// <param name="begun">When; sessions of before are others'.</param>
    /// <param name="entered">The codes that were entered.</param>
    public static async Task<IReadOnlyList<string>> ProblemsOf(
        Site site,
        Journey journey,
        DateTimeOffset begun,
        IReadOnlyCollection<string> entered
    )
    {
        // A message whose node died is taken up by another one after a minute.
        site.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.Host.Messages();
        return await site.Host.Do<IReadOnlyList<string>>(async services =>
        {
            var problems = new Problems();
            var database = services.GetRequiredService<SecureAccessDbContext>();
            await OfAccounts(problems, database, journey);
            await OfSessions(problems, database, journey, begun);
            await OfLetters(problems, services, database, journey);
            await AftermathOfMessages.Find(
                problems,
                services,
                database,
                journey is { ByLetter: "app", EndsSessions: false },
                []
            );
            await AftermathOfNotices.Find(problems, services, database);
            await AftermathOfCodes.Find(problems, services, database, entered, begun);
            return problems.All;
        });
    }

    private static async Task OfAccounts(
        Problems problems,
        SecureAccessDbContext database,
        Journey journey
    )
    {
        var open = database
            .Set<Account>()
            .Where(account => account.JoinedInto == null && account.PasswordHash != null);
        await problems.Count("open accounts", journey.Accounts, open);
        await problems.Count(
            "open accounts, verified, with a good password",
            journey.Accounts,
            open.Where(account =>
                account.VerifiedAt != null
                && account.DisabledAt == null
                && account.PasswordCompromisedAt == null
                && account.UserName != null
            )
        );
        await problems.Count("verified identities", 1, database.Set<VerifiedIdentity>());
        await problems.Count("activated phones", journey.Phones, database.Set<ActivatedPhone>());
        await problems.Count("apps", journey.Apps, database.Set<AuthenticatorApp>());
        await problems.Count("claimed phones", 0, database.Set<ClaimedPhone>());
        await problems.Count("drafts", 0, database.Set<StoredDraft>());
        await problems.Count("joins", journey.Joins, database.Set<AccountJoin>());
        await problems.Count("offers of a join", 0, database.Set<PendingJoin>());
        await problems.Count(
            "retired names",
            journey.RetiredNames,
            database.Set<TakenUsername>().Where(name => name.RetiredAt != null)
        );
    }

    private static async Task OfSessions(
        Problems problems,
        SecureAccessDbContext database,
        Journey journey,
        DateTimeOffset begun
    )
    {
        if (journey.EndsSessions)
        {
            await problems.Count(
                "sessions of before",
                0,
                database
                    .Set<Session>()
                    .Where(session => session.EndedAt == null && session.StartedAt < begun)
            );
        }
    }

    // D6: what is taken from the budget is sent, and what is sent is taken from it.
    private static async Task OfLetters(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        Journey journey
    )
    {
        var post = await Post.Of(services);
        var letters = post.Arrived.Count(message =>
            message.Message is { Channel: Channel.Letter, Code: not null }
        );
        problems.Unless(letters >= journey.Letters, "letters", journey.Letters, letters);
        problems.Unless(letters <= journey.Letters + 1, "letters", journey.Letters, letters);
        await problems.Count("letters under way", 0, database.Set<ActivationLetter>());
        var account = await database
            .Set<Account>()
            .Where(row => row.JoinedInto == null && row.PasswordHash != null)
            .Select(row => row.Id)
            .FirstOrDefaultAsync();
        var (left, _) = await services
            .GetRequiredService<Budgets>()
            .Left([(Budget.LettersPerAccount, account.ToString("N"))], CancellationToken.None);
        problems.Unless(left == 2 - letters, "letters left", 2 - letters, left);
    }
}
