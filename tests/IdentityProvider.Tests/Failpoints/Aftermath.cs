using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
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
    /// <param name="held">What the person holds.</param>
    /// <param name="entered">The codes that were entered.</param>
    /// <param name="early">Keys of messages that left by another way than the outbox.</param>
    public static async Task<IReadOnlyList<string>> ProblemsOf(
        Site site,
        Registrant person,
        Held held,
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
            await OfAccount(problems, services, database, person, held);
            await AftermathOfMessages.Find(
                problems,
                services,
                database,
                held.RegisteredByApp,
                early
            );
            await AftermathOfCodes.Find(problems, services, database, entered);
            await OfWhatWasLeftBehind(problems, services, database, site.Host.Clock);
            return problems.All;
        });
    }

    private static async Task OfAccount(
        Problems problems,
        IServiceProvider services,
        SecureAccessDbContext database,
        Registrant person,
        Held held
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
        await problems.Count("activated phones", held.Phones, database.Set<ActivatedPhone>());
        await problems.Count("email addresses", 1, database.Set<EmailAddress>());
        await problems.Count("apps", held.Apps, database.Set<AuthenticatorApp>());
        await problems.Count("pieces of evidence", 3, database.Set<Evidence>());
        await problems.Count("drafts", 0, database.Set<StoredDraft>());
        await problems.Count("claimed phones", 0, database.Set<ClaimedPhone>());
        await problems.Count("letters", 0, database.Set<ActivationLetter>());
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

    /// <summary>What a person holds in the end.</summary>
    /// <param name="Phones">Activated phones.</param>
    /// <param name="Apps">Apps.</param>
    /// <param name="RegisteredByApp">Whether the registration was completed by an app.</param>
    internal sealed record Held(int Phones, int Apps, bool RegisteredByApp = false);
}
