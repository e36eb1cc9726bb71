using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class RefreshTests
{
    // Fails when: a refresh does not rotate, or the successor does not work.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_refresh_gives_new_tokens_of_the_same_sign_in()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var first = await tool.Tokens(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await tool.Refresh(first.RefreshToken!);
        second.Status.ShouldBe(HttpStatusCode.OK);
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        second.IdToken.Subject.ShouldBe(first.IdToken.Subject);
        second
            .IdToken.GetPayloadValue<long>("auth_time")
            .ShouldBe(first.IdToken.GetPayloadValue<long>("auth_time"));
        second
            .IdToken.GetPayloadValue<string>("sid")
            .ShouldBe(first.IdToken.GetPayloadValue<string>("sid"));
        (await tool.UserInfo(second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await tool.Refresh(second.RefreshToken!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: the leeway is not 30 seconds, or a stolen token used after it leaves the grant alive.
    [Fact]
    [Trait("Threat", "Code-injection")]
    public async Task A_used_refresh_token_works_for_30_seconds_more_and_then_revokes_its_grant()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var first = await tool.Tokens(browser);
        var second = await tool.Refresh(first.RefreshToken!);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await tool.Refresh(first.RefreshToken!);
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.RefreshToken.ShouldNotBe(second.RefreshToken);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await tool.Refresh(first.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await tool.Refresh(second.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await tool.UserInfo(again.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: tokens issued in a session outlive it, or those under offline_access do not (D17).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_sign_out_ends_what_is_bound_to_the_session_and_only_that()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var bound = await tool.Tokens(browser);
        var offline = await tool.Tokens(browser, ("scope", "openid offline_access"));
        await browser.Open($"/connect/logout?id_token_hint={bound.Text("id_token")}");

        (await tool.UserInfo(bound.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Refresh(bound.RefreshToken!)).Error.ShouldBe("invalid_grant");
        Active(await tool.Introspect(bound.AccessToken)).ShouldBeFalse();
        Active(await tool.Introspect(bound.RefreshToken!)).ShouldBeFalse();

        (await tool.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await tool.Refresh(offline.RefreshToken!)).Status.ShouldBe(HttpStatusCode.OK);
        Active(await tool.Introspect(offline.RefreshToken!)).ShouldBeTrue();
    }

    // Fails when: refreshing keeps a session alive that its person left half an hour ago.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Refreshing_never_extends_the_idle_time()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var token = (await tool.Tokens(browser)).RefreshToken!;
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        token = (await tool.Refresh(token)).RefreshToken!;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await tool.Refresh(token)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: withdrawing, disabling or "end everywhere" leaves tokens alive, offline ones included.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Revoking_an_accounts_grants_ends_everything_at_once()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var tool = TestTool.Alpha(host);
        var offline = await tool.Tokens(browser, ("scope", "openid offline_access"));
        await host.Do(services =>
            services
                .GetRequiredService<Grants>()
                .RevokeAllOf(account, "test", CancellationToken.None)
        );
        (await tool.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Refresh(offline.RefreshToken!)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a refresh can widen its scope, a wrong scope spends the token, or another client may use it.
    [Fact]
    public async Task A_refresh_may_narrow_and_a_refused_one_spends_nothing()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var token = (await tool.Tokens(browser, ("scope", "openid email"))).RefreshToken!;
        (await tool.Refresh(token, ("scope", "openid profile"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await TestTool.Beta(host).Refresh(token)).Status.ShouldBe(HttpStatusCode.BadRequest);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var narrow = await tool.Refresh(token, ("scope", "openid"));
        narrow.Access.GetPayloadValue<string>("scope").ShouldBe("openid");
    }

    // Fails when: a client without the refresh grant gets a refresh token.
    [Fact]
    public async Task A_client_without_the_refresh_grant_gets_none()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        (await TestTool.Beta(host).Tokens(browser)).RefreshToken.ShouldBeNull();
    }

    private static bool Active(TokenAnswer answer) =>
        answer.Json.GetProperty("active").GetBoolean();
}
