using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>What each request of the hot path costs the database (performance.md): a statement more must be meant.</summary>
public abstract class StatementCountCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: a request of the hot path asks or writes once more than it must.
    [Fact]
    public async Task The_hot_path_costs_what_was_decided()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var beta = TestTool.Beta(host);

        // First in a session: client, session, grant; then subject identifier twice, grant, event and code in one transaction.
        await Costs(host, () => tool.Code(browser), statements: 8, commits: 1);
        // Every later one: client, session, grant, and one inserted row.
        var code = await Costs(host, () => tool.Code(browser), statements: 4, commits: 1);
        // Client, one atomic redeem, its row with the live check, and the refresh token.
        var tokens = await Costs(host, () => tool.Redeem(code), statements: 4, commits: 2);
        var other = await beta.Code(browser);
        // Without the refresh grant one less.
        await Costs(host, () => beta.Redeem(other), statements: 3, commits: 1);
        // Client, row with the live check; marked and replaced in one transaction.
        tokens = await Costs(
            host,
            () => tool.Refresh(tokens.RefreshToken!),
            statements: 4,
            commits: 1
        );
        // Grant, session and revocation in one.
        await Costs(host, () => tool.UserInfo(tokens.AccessToken), statements: 1, commits: 0);
        await Costs(host, () => tool.Introspect(tokens.AccessToken), statements: 2, commits: 0);
    }

    private static async Task<T> Costs<T>(
        SecureAccessHost host,
        Func<Task<T>> request,
        int statements,
        int commits
    )
    {
        host.Sql.Reset();
        var result = await request();
        var counted = host.Sql.Statements;
        counted.Count.ShouldBeLessThanOrEqualTo(statements, string.Join("\n---\n", counted));
        host.Sql.Commits.ShouldBeLessThanOrEqualTo(
            commits,
            string.Join("\n---\n", host.Sql.Writes)
        );
        return result;
    }
}

[Trait("Engine", "Sqlite")]
public sealed class StatementCountOnSqliteTests : StatementCountCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class StatementCountOnPostgreSqlTests : StatementCountCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
