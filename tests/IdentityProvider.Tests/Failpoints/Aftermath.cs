using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What must hold of the database once a person has come through, wherever the host was killed on the way.</summary>
internal static class Aftermath
{
    /// <summary>What does not hold; empty: all is well.</summary>
    /// <param name="site">Where the person registered, alone.</param>
    /// <param name="person">Who.</param>
    /// <param name="apps">How many apps the person added.</param>
    /// <param name="entered">The codes that were entered.</param>
    /// <param name="early">Keys of messages that left by another way than the outbox.</param>
    public static async Task<IReadOnlyList<string>> ProblemsOf(
        Site site,
        Registrant person,
        int apps,
        IReadOnlyCollection<string> entered,
        IReadOnlyCollection<Guid> early
    )
    {
        // A message whose node died is taken up by another one after a minute.
        site.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.Host.Messages();
        return await site.Host.Do<IReadOnlyList<string>>(async services =>
        {
            var problems = new Problems();
            var database = services.GetRequiredService<SecureAccessDbContext>();
            await OfAccount(problems, services, database, person, apps);
            await OfMessages(problems, services, database, early);
            await OfCodes(problems, services, database, entered);
            await OfWhatWasLeftBehind(problems, services, database, site.Host.Clock);
            return problems.All;
        });
    }

    private static async Task OfAccount(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        Registrant person,
        int apps
    )
    {
        var accounts = await database.Set<Account>().ToListAsync();
        problems.Unless(
            accounts is [{ VerifiedAt: not null }],
            "accounts, verified",
            1,
            accounts.Count
        );
        var id = accounts[0].Id;
        await problems.Count("verified identities", 1, database.Set<VerifiedIdentity>());
        await problems.Count("activated phones", 1, database.Set<ActivatedPhone>());
        await problems.Count("email addresses", 1, database.Set<EmailAddress>());
        await problems.Count("apps", apps, database.Set<AuthenticatorApp>());
        await problems.Count("pieces of evidence", 3, database.Set<Evidence>());
        await problems.Count("drafts", 0, database.Set<StoredDraft>());
        await problems.Count("claimed phones", 0, database.Set<ClaimedPhone>());
        await problems.Count(
            "open registrations of the account",
            0,
            database.Set<Registration>().Where(row => row.Id == id || row.AccountAt != null)
        );
        await problems.Count(
            "events of completion",
            1,
            database.Set<AuditEvent>().Where(row => row.Type == RegistrationEvents.Completed.Name)
        );
        // D5: what a kill ended was no failure of the person's.
        var budgets = services.GetRequiredService<CheckBudgets>();
        var left = await budgets.Left(
            id,
            person.TaxpayerNumber,
            budgets.SourceOf(SourceAddress.PrefixOf(System.Net.IPAddress.Loopback)),
            CancellationToken.None
        );
        problems.Unless(left.Left == 3, "attempts left", 3, left.Left);
    }

    private static async Task OfMessages(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        IReadOnlyCollection<Guid> early
    )
    {
        var post = await Post.Of(services);
        var arrived = post.Arrived.Select(message => message.Key).Concat(early).ToHashSet();
        problems.Unless(
            post.Arrived.Count == post.Arrived.DistinctBy(message => message.Key).Count(),
            "messages with the key of another one",
            0,
            post.Arrived.Count - post.Arrived.DistinctBy(message => message.Key).Count()
        );
        var orphans = arrived.Except(post.Written).Count();
        problems.Unless(orphans == 0, "messages that no change sent", 0, orphans);
        var lost = post.Written.Except(arrived).Count();
        problems.Unless(lost == 0, "messages that did not arrive", 0, lost);
        // Whoever adds the app a second time, not having seen the answer to the first, is told twice.
        foreach (
            var (subject, type) in new[]
            {
                ("Your Secure Access registration is complete", RegistrationEvents.Completed),
                (
                    "An authenticator app was added to your Secure Access account",
                    FactorEvents.AppAdded
                ),
            }
        )
        {
            var times = await database.Set<AuditEvent>().CountAsync(row => row.Type == type.Name);
            var count = post.Arrived.Count(message => message.Message.Subject == subject);
            problems.Unless(count == times, $"messages \"{subject}\"", times, count);
        }
    }

    private static async Task OfCodes(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        IReadOnlyCollection<string> entered
    )
    {
        var rows = await database.Set<OneTimeCode>().AsNoTracking().ToListAsync();
        var post = await Post.Of(services);
        var silent = rows.Count(row =>
            !post.Arrived.Any(message =>
                message.Message.Code is not null
                && message.Message.ExpiresAt == row.ExpiresAt
                && message.Message.Body.Contains($"{row.Kind} code", StringComparison.Ordinal)
            )
        );
        problems.Unless(silent == 0, "codes whose message did not arrive", 0, silent);
        var sent = post.Arrived.Count(message => message.Message.Code is not null);
        problems.Unless(sent == rows.Count, "messages with a code", rows.Count, sent);

        var codes = services.GetRequiredService<OneTimeCodes>();
        foreach (var consumed in rows.Where(row => row.ConsumedAt is not null))
        {
            var others = rows.Count(row =>
                row.ConsumedAt is not null
                && (row.Owner, row.Kind, row.Binding)
                    == (consumed.Owner, consumed.Kind, consumed.Binding)
            );
            problems.Unless(
                others == 1,
                $"consumed {consumed.Kind} codes of one purpose",
                1,
                others
            );
            var kind = CodeKind.All.Single(kind => kind.Name == consumed.Kind);
            foreach (var code in entered)
            {
                // Whatever it was sent to: of this purpose there is nothing left to be entered.
                var entry = await codes.Verify(
                    new CodePurpose(kind, consumed.Owner, "", consumed.Binding),
                    code,
                    CancellationToken.None
                );
                problems.Unless(
                    entry == CodeEntry.NoLiveCode,
                    $"entries of a used {kind.Name} code that are refused",
                    1,
                    0
                );
            }
        }
    }

    // D22: what a kill made the person begin anew is gone a day later, and its key with it.
    private static async Task OfWhatWasLeftBehind(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        FakeTimeProvider clock
    )
    {
        clock.Advance(RegistrationRules.KeptWithoutPassword);
        await services.GetRequiredService<OldRegistrations>().Destroy(CancellationToken.None);
        await problems.Count("registrations a day later", 0, database.Set<Registration>());
        await problems.Count("keys of people a day later", 1, database.Set<PersonKey>());
    }

    private sealed class Problems
    {
        public List<string> All { get; } = [];

        public void Unless(bool holds, string what, int expected, int actual)
        {
            if (!holds)
            {
                All.Add($"{what}: {actual} instead of {expected}");
            }
        }

        public async Task Count<T>(string what, int expected, IQueryable<T> rows)
        {
            var actual = await rows.CountAsync();
            Unless(actual == expected, what, expected, actual);
        }
    }
}
