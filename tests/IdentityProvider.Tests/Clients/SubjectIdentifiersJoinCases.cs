using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

/// <summary>What becomes of the names by which clients know two accounts that are joined (D13, D14).</summary>
public abstract class SubjectIdentifiersJoinCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: a client that knew one account sees another subject, one that knew both sees the one used earlier, or a tombstone names anyone.
    [Theory, Trait("Requirement", "D13"), Trait("Requirement", "D14")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_client_keeps_the_one_that_it_knew_last(bool newerIsUsedLast)
    {
        await using var host = await TestTool.Start(Engine);
        var older = await host.Add(new TestPerson());
        var newer = await host.Add(TestPerson.Second);
        var (alpha, basic) = (TestTool.Alpha(host), TestTool.Basic(host));
        // The subject made last is not the one used last.
        var kept = await Subject(host, alpha, newerIsUsedLast ? newer : older);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var retired = await Subject(host, alpha, newerIsUsedLast ? older : newer);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Subject(host, alpha, newerIsUsedLast ? newer : older)).ShouldBe(kept);
        var onlyNewer = await Subject(host, basic, newer);
        var join = Guid.NewGuid();

        await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token =>
                        services
                            .GetRequiredService<SubjectIdentifiers>()
                            .Join(newer, older, join, token),
                    CancellationToken.None
                )
        );

        (await Subject(host, alpha, older)).ShouldBe(kept);
        (await Subject(host, basic, older)).ShouldBe(onlyNewer);
        (await Subject(host, alpha, newer)).ShouldNotBeOneOf(kept, retired);
        var tombstone = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SubjectIdentifier>()
                .SingleAsync(subject => subject.Value == retired)
        );
        tombstone.RetiredAt.ShouldNotBeNull();
        tombstone.MovedFrom.ShouldBe(newerIsUsedLast ? older : newer);
        tombstone.JoinId.ShouldBe(join);
        var found = await host.Do(async services =>
        {
            var client = await services
                .GetRequiredService<ClientManager>()
                .FindByClientIdAsync("alpha", CancellationToken.None);
            return await services
                .GetRequiredService<SubjectIdentifiers>()
                .Find(client!, retired, CancellationToken.None);
        });
        found.ShouldBeNull();
    }

    private static async Task<string> Subject(SecureAccessHost host, TestTool tool, Guid account) =>
        (await tool.Tokens(await TestTool.SignedIn(host, account))).IdToken.Subject;
}

[Trait("Engine", "Sqlite")]
public sealed class SubjectIdentifiersJoinOnSqliteTests : SubjectIdentifiersJoinCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class SubjectIdentifiersJoinOnPostgreSqlTests : SubjectIdentifiersJoinCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
