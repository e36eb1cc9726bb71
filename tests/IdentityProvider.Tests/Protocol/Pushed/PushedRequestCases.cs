using System.Net;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Pushed;

/// <summary>What a database must see to: a reference is used once, and costs what was decided.</summary>
public abstract class PushedRequestCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: a reference is looked at and then used up in two statements, or a loser is a 500.
    [Fact]
    [Trait("Threat", "Parallel-requests")]
    public async Task Of_20_uses_of_a_reference_at_once_one_wins()
    {
        await using var host = await TestTool.Start(Engine);
        var account = await host.Add(new TestPerson());
        var tool = TestTool.Alpha(host);
        var reference = await tool.Reference();
        var browsers = new List<Browser>();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            browsers.Add(await TestTool.SignedIn(host, account));
        }

        var answers = await Together.AtOnce(
            browsers,
            browser => browser.Open(tool.AddressOf(reference))
        );
        answers.Count(browser => browser.SentTo is not null).ShouldBe(1);
        answers.Count(browser => browser.Status == HttpStatusCode.BadRequest).ShouldBe(19);
    }

    // Fails when: pushing, or using what was pushed, asks or writes once more than it must.
    [Fact]
    public async Task Pushing_costs_what_was_decided()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await tool.Code(browser);

        // Client twice, by its two ids, and OpenIddict's row: made, and completed when its reference is known.
        host.Sql.Reset();
        var reference = await tool.Reference();
        host.Sql.Statements.Count.ShouldBeLessThanOrEqualTo(4, Shown(host));
        // Beside what a plain request costs: the row by its reference and twice by its id, and one atomic use.
        host.Sql.Reset();
        await browser.Open(tool.AddressOf(reference));
        browser.SentTo.ShouldNotBeNull();
        host.Sql.Statements.Count.ShouldBeLessThanOrEqualTo(8, Shown(host));
    }

    private static string Shown(SecureAccessHost host) =>
        string.Join("\n---\n", host.Sql.Statements);
}

[Trait("Engine", "Sqlite")]
[Trait("Requirement", "R23")]
public sealed class PushedRequestOnSqliteTests : PushedRequestCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class PushedRequestOnPostgreSqlTests : PushedRequestCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
