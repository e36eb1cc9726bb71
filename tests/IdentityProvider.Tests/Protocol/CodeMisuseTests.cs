using System.Net;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public abstract class CodeMisuseCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: the redeem is read-then-write, a loser takes the winner's tokens from it, or a reuse leaves what the winner got alive.
    [Fact]
    public async Task Of_50_parallel_redeems_one_wins_and_the_reuse_revokes_what_it_got()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => tool.Redeem(code)))
        );
        var won = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToArray();
        won.Length.ShouldBe(1);
        answers.Count(answer => answer.Error == "invalid_grant").ShouldBe(50 - won.Length);
        foreach (var winner in won)
        {
            (await tool.UserInfo(winner.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await tool.Refresh(winner.RefreshToken!)).Error.ShouldBe("invalid_grant");
        }

        // The next authorization makes a new grant; the revoked one is never found again.
        var next = await tool.Tokens(browser);
        (await tool.UserInfo(next.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }
}

[Trait("Engine", "Sqlite")]
public sealed class CodeMisuseOnSqliteTests : CodeMisuseCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class CodeMisuseOnPostgreSqlTests : CodeMisuseCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}

public sealed class CodeMisuseTests
{
    // Fails when: a second redeem is refused but what the first gave stays alive (RFC 6749 4.1.2).
    [Fact]
    [Trait("Requirement", "R23")]
    [Trait("Threat", "Code-injection")]
    public async Task A_reused_code_revokes_what_it_gave()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        var first = await tool.Redeem(code);
        first.Status.ShouldBe(HttpStatusCode.OK);
        (await tool.UserInfo(first.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await tool.Redeem(code)).Error.ShouldBe("invalid_grant");
        (await tool.UserInfo(first.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Refresh(first.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await tool.Introspect(first.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
    }

    // Fails when: a thief with a client of his own can redeem, spend or revoke another client's code.
    [Fact]
    [Trait("Threat", "Code-injection")]
    public async Task A_code_of_another_client_is_refused_and_neither_spent_nor_revoked()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        (await TestTool.Beta(host).Redeem(code, ("redirect_uri", tool.RedirectUri))).Error.ShouldBe(
            "invalid_grant"
        );
        var answer = await tool.Redeem(code);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        (await TestTool.Beta(host).Redeem(code, ("redirect_uri", tool.RedirectUri))).Error.ShouldBe(
            "invalid_grant"
        );
        (await tool.UserInfo(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: the code is redeemed before the client is authenticated, so that anyone could spend it.
    [Fact]
    public async Task A_failed_client_authentication_spends_nothing()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        var refused = await tool.Redeem(code, ("client_secret", "wrong"));
        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Error.ShouldBe("invalid_client");
        (await tool.Redeem(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a wrong verifier or redirect address may be tried again and again.
    [Theory]
    [Trait("Threat", "Code-injection")]
    [InlineData("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong")]
    [InlineData("code_verifier", null)]
    [InlineData("redirect_uri", "https://alpha.example/other")]
    public async Task A_wrong_verifier_or_redirect_address_spends_the_code(
        string name,
        string? value
    )
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        var refused = await tool.Redeem(code, (name, value));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Error.ShouldBe(value is null ? "invalid_request" : "invalid_grant");
        (await tool.Redeem(code)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a code lives longer than 60 seconds, or shorter.
    [Fact]
    public async Task A_code_lives_60_seconds()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var (first, second) = (await tool.Code(browser), await tool.Code(browser));
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        (await tool.Redeem(first)).Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await tool.Redeem(second)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a session that ended between the two requests still yields tokens (D17).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_code_of_an_ended_session_gives_nothing()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token")!;
        var code = await tool.Code(browser);
        await browser.Open($"/connect/logout?id_token_hint={hint}");
        (await tool.Redeem(code)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: PKCE is not demanded of a client of profile standard, or demanded of one of profile basic.
    [Fact]
    public async Task Pkce_is_demanded_by_profile()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        (string, string?)[] without = [("code_challenge", null), ("code_challenge_method", null)];
        await browser.Open(TestTool.Alpha(host).AuthorizeAddress(without));
        browser.SentParameters["error"].ShouldBe("invalid_request");
        var basic = TestTool.Basic(host);
        var code = await basic.Code(browser, [.. without, ("nonce", null)]);
        (await basic.Redeem(code, ("code_verifier", null))).Status.ShouldBe(HttpStatusCode.OK);
        await browser.Open(basic.AuthorizeAddress(("code_challenge_method", "plain")));
        browser.SentParameters["error"].ShouldBe("invalid_request");
    }

    // Fails when: the codes table, or a log line, holds what could be presented.
    [Fact]
    public async Task Neither_database_nor_logs_hold_the_code_or_the_tokens()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var code = await tool.Code(browser);
        var tokens = await tool.Redeem(code);
        await tool.UserInfo(tokens.AccessToken);
        await tool.Introspect(tokens.RefreshToken!);
        string[] secrets =
        [
            code,
            tokens.AccessToken,
            tokens.RefreshToken!,
            tokens.Text("id_token")!,
        ];
        foreach (var secret in secrets)
        {
            host.Logs.Lines.ShouldNotContain(line =>
                line.Contains(secret, StringComparison.Ordinal)
            );
        }
    }
}
