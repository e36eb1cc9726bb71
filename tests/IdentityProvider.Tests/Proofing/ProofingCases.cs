using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Proofing;

/// <summary>What the cases of this room begin with: the people of the demo, sources that are watched, and statements that are kept.</summary>
public abstract class ProofingCases : EngineCases
{
    private int accounts;

    /// <summary>The address that submissions come from, unless a case says another.</summary>
    protected const string Home = "203.0.113.7";

    /// <summary>The sources.</summary>
    private protected WatchedSources Sources { get; private set; } = null!;

    /// <summary>The statements of every scope.</summary>
    private protected StatementCounter Sql { get; } = new();

    protected override void Change(IServiceCollection services)
    {
        services.AddSingleton(ProofedPeople.All);
        services.AddSingleton<EmbeddedSources>();
        services.AddSingleton<WatchedSources>();
        services.AddSingleton<ITaxRecordSource>(Watched);
        services.AddSingleton<IFinancialAccountSource>(Watched);
        services.AddSingleton<IPhoneSource>(Watched);
        services.ConfigureDbContext<SqliteContext>(options => options.AddInterceptors(Sql));
        services.ConfigureDbContext<PostgreSqlContext>(options => options.AddInterceptors(Sql));
        services.ConfigureDbContext<SqlServerContext>(options => options.AddInterceptors(Sql));
    }

    protected override Task Prepare() =>
        Rooms.In(scope =>
        {
            Sources = scope.GetRequiredService<WatchedSources>();
            return Task.CompletedTask;
        });

    /// <summary>A new account without a draft.</summary>
    protected Task<Guid> NewAccount()
    {
        accounts++;
        return Rooms.Account(
            $"person.{accounts}",
            string.Create(CultureInfo.InvariantCulture, $"+1202555{accounts:0000}")
        );
    }

    /// <summary>A new account whose draft says what this person of the demo would say.</summary>
    protected async Task<Guid> Drafted(string person = "maria-lopez")
    {
        var account = await NewAccount();
        await Say(account, ProofedPeople.Answers(person));
        var (kind, number) = ProofedPeople.Account(person);
        await Give(account, kind, number);
        return account;
    }

    /// <summary>Saves the answers.</summary>
    protected Task Say(Guid account, IdentityAnswers answers) =>
        With<ProofingDrafts>(drafts =>
            drafts.SaveIdentity(account, answers, CancellationToken.None)
        );

    /// <summary>Saves the financial account; by default one that is nobody's.</summary>
    protected Task Give(Guid account, string kind = "credit-card", string number = "00000000") =>
        With<ProofingDrafts>(drafts =>
            drafts.SaveFinancialAccount(account, kind, number, CancellationToken.None)
        );

    /// <summary>Submits the draft.</summary>
    protected Task<CheckResult> Submit(Guid account, string source = Home) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<IdentityCheck>()
                .Submit(account, source, CancellationToken.None)
        );

    /// <summary>Enters a number that is nobody's, and submits.</summary>
    protected async Task<CheckResult> Fail(Guid account, string source = Home)
    {
        await Give(account);
        return await Submit(account, source);
    }

    /// <summary>The attempts that are left.</summary>
    protected Task<AttemptsLeft> Attempts(Guid account, string source = Home) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<IdentityCheck>()
                .Attempts(account, source, CancellationToken.None)
        );

    /// <summary>The draft.</summary>
    protected Task<ProofingDraft> Draft(Guid account) =>
        Rooms.In(scope =>
            scope.GetRequiredService<ProofingDrafts>().Read(account, CancellationToken.None)
        );

    /// <summary>The row of the draft.</summary>
    protected Task<StoredDraft> Row(Guid account) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<StoredDraft>()
                .AsNoTracking()
                .SingleAsync(draft => draft.AccountId == account)
        );

    /// <summary>All rows of a table.</summary>
    protected Task<List<T>> Rows<T>()
        where T : class =>
        Rooms.In(scope =>
            scope.GetRequiredService<SecureAccessDbContext>().Set<T>().AsNoTracking().ToListAsync()
        );

    /// <summary>Does something with one service, in a scope of its own.</summary>
    protected Task With<T>(Func<T, Task> work)
        where T : notnull => Rooms.In(scope => work(scope.GetRequiredService<T>()));

    private static WatchedSources Watched(IServiceProvider provider) =>
        provider.GetRequiredService<WatchedSources>();
}
