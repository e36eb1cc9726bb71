using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>What tests of merging and joining do again and again.</summary>
internal static class Merges
{
    /// <summary>The page that asks.</summary>
    public const string Page = "/sign-in/merge";

    /// <summary>The page that says what happened.</summary>
    public const string Merged = "/sign-in/merged";

    /// <summary>The form that says "This is not me".</summary>
    public const string NotMe = "main form[action*='NotMe']";

    /// <summary>The row of an import for a person who has an account here.</summary>
    public static string RowOf(
        TestPerson person,
        string username = "m.lopez.ea",
        string roles = "preparer;signer"
    ) => $"{username},Maria,Lopez,{person.TaxpayerNumber},practice@example.com,{roles}\n";

    /// <summary>A host with the test's tools and one person, imported afterwards.</summary>
    public static async Task<SecureAccessHost> Host(
        TestPerson person,
        SecureAccess.Persistence.Engine engine = SecureAccess.Persistence.Engine.Sqlite
    )
    {
        var host = await TestTool.Start(engine);
        await host.Add(person);
        return host;
    }

    /// <summary>A set of the database.</summary>
    public static Task<T> In<T>(
        this SecureAccessHost host,
        Func<SecureAccessDbContext, Task<T>> look
    ) => host.Do(services => look(services.GetRequiredService<SecureAccessDbContext>()));

    /// <summary>The names of the events of an account, in order.</summary>
    public static Task<List<string>> EventsOf(this SecureAccessHost host, Guid account) =>
        host.In(database =>
            database
                .Set<SecureAccess.Audit.AuditEvent>()
                .Where(e => e.Subject == account)
                .OrderBy(e => e.Id)
                .Select(e => e.Type)
                .ToListAsync()
        );
}
