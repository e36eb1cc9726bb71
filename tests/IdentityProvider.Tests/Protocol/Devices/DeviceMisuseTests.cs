using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Devices;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Devices;

public abstract class DeviceMisuseCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: the redeem is read-then-write, or a reuse leaves what the first got alive.
    [Fact]
    public async Task Of_30_questions_at_once_one_gets_tokens_and_the_reuse_revokes_them()
    {
        await using var host = await TestDevice.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var kiosk = TestDevice.Kiosk(host);
        var codes = await kiosk.Ask();
        await TestDevice.Approve(browser, codes);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => Task.Run(() => kiosk.Poll(codes)))
        );
        var won = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToArray();
        won.Length.ShouldBe(1);
        answers.Count(answer => answer.Error == "invalid_grant").ShouldBe(29);
        (await kiosk.Tool.UserInfo(won[0].AccessToken)).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await kiosk.Tool.Refresh(won[0].RefreshToken!)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: two decisions about one device both count: refused and approved at once.
    [Fact]
    public async Task Of_two_decisions_at_once_one_counts()
    {
        await using var host = await TestDevice.Start(Engine);
        var account = await host.Add(new TestPerson());
        var tv = TestDevice.Tv(host);
        for (var round = 0; round < 5; round++)
        {
            var (allows, refuses) = (
                await TestTool.SignedIn(host, account),
                await TestTool.SignedIn(host, account)
            );
            var codes = await tv.Ask();
            await TestDevice.Type(allows, codes);
            await TestDevice.Type(refuses, codes);
            await Task.WhenAll(
                Task.Run(() => allows.Submit()),
                Task.Run(() => refuses.SubmitForm("main form[action*='Deny']"))
            );
            string[] ended = [allows.Url.AbsolutePath, refuses.Url.AbsolutePath];
            ended.ShouldContain("/device/too-late");
            var answer = await tv.Poll(codes);
            (ended[0], answer.Error).ShouldBeOneOf(
                ("/device/connected", null),
                ("/device/too-late", "access_denied")
            );
        }
    }

    // Fails when: what nobody can use any more stays in the database.
    [Fact]
    public async Task What_is_old_is_deleted()
    {
        await using var host = await TestDevice.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await TestDevice.Kiosk(host).Tokens(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromDays(1));
        (await Rows(host)).ShouldBe((1, 1));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var now = host.Clock.GetUtcNow();
            await SecureAccess.Protocol.Tokens.DeleteOldTokens.Delete(
                database,
                now,
                CancellationToken.None
            );
            await services.GetRequiredService<DeviceRequests>().DeleteOld(CancellationToken.None);
        });
        (await Rows(host)).ShouldBe((0, 0));
    }

    private static Task<(int, int)> Rows(SecureAccessHost host) =>
        host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            return (
                await database.Set<DeviceRequest>().CountAsync(),
                await database.Set<SecureAccess.Protocol.Devices.ApprovedDevice>().CountAsync()
            );
        });
}

[Trait("Engine", "Sqlite")]
public sealed class DeviceMisuseOnSqliteTests : DeviceMisuseCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class DeviceMisuseOnPostgreSqlTests : DeviceMisuseCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}

public sealed class DeviceMisuseTests
{
    // Fails when: a device code lives longer than ten minutes, or shorter.
    [Fact]
    public async Task Both_codes_live_ten_minutes()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tv = TestDevice.Tv(host);
        var (first, second) = (await tv.Ask(), await tv.Ask());
        host.Clock.Advance(new TimeSpan(0, 9, 59));
        await TestDevice.Approve(browser, first);
        (await tv.Poll(first)).Status.ShouldBe(HttpStatusCode.OK);
        await TestDevice.Type(browser, second);
        browser.Url.AbsolutePath.ShouldBe("/consent");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.Submit();
        browser.Url.AbsolutePath.ShouldBe("/device/too-late");
        var late = await tv.Poll(second);
        late.Status.ShouldBe(HttpStatusCode.BadRequest);
        late.Error.ShouldBe("expired_token");
        await TestDevice.Type(browser, second);
        browser.Url.AbsolutePath.ShouldBe("/device");
    }

    // Fails when: the interval is not kept to, or does not grow for who does not keep to it (RFC 8628 3.5).
    [Fact]
    public async Task A_device_that_asks_too_often_is_told_to_slow_down()
    {
        await using var host = await TestDevice.Start();
        var tv = TestDevice.Tv(host);
        var codes = await tv.Ask();
        (await tv.Poll(codes)).Error.ShouldBe("authorization_pending");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        (await tv.Poll(codes)).Error.ShouldBe("authorization_pending");
        host.Clock.Advance(TimeSpan.FromSeconds(4));
        (await tv.Poll(codes)).Error.ShouldBe("slow_down");
        // From now on ten.
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await tv.Poll(codes)).Error.ShouldBe("authorization_pending");
        host.Clock.Advance(TimeSpan.FromSeconds(9));
        (await tv.Poll(codes)).Error.ShouldBe("slow_down");
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        (await tv.Poll(codes)).Error.ShouldBe("authorization_pending");
    }

    // Fails when: a used code gives anything again, or leaves what it gave alive.
    [Fact]
    [Trait("Threat", "Code-injection")]
    public async Task A_used_device_code_revokes_what_it_gave()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var kiosk = TestDevice.Kiosk(host);
        var codes = await kiosk.Ask();
        await TestDevice.Approve(browser, codes);
        var first = await kiosk.Poll(codes);
        (await kiosk.Tool.UserInfo(first.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await kiosk.Poll(codes)).Error.ShouldBe("invalid_grant");
        (await kiosk.Tool.UserInfo(first.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await kiosk.Tool.Refresh(first.RefreshToken!)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: another client, an unauthenticated one, or one without the grant can use, spend or get a code.
    [Fact]
    [Trait("Threat", "Code-injection")]
    public async Task A_device_code_is_its_clients_only()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var kiosk = TestDevice.Kiosk(host);
        var codes = await kiosk.Ask();
        await TestDevice.Approve(browser, codes);
        (await TestDevice.Tv(host).Poll(codes)).Error.ShouldBe("invalid_grant");
        (await kiosk.Poll(codes, ("client_secret", "wrong"))).Error.ShouldBe("invalid_client");
        (await kiosk.Poll(codes with { DeviceCode = codes.UserCode })).Error.ShouldBe(
            "invalid_grant"
        );
        var alpha = TestTool.Alpha(host);
        (
            await alpha.Token(("grant_type", TestDevice.Grant), ("device_code", codes.DeviceCode))
        ).Error.ShouldBe("unauthorized_client");
        (await alpha.Post("/connect/device", ("scope", "openid"))).Error.ShouldBe(
            "unauthorized_client"
        );
        (await kiosk.Poll(codes)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a confidential client gets codes without its secret, or any client scopes that it is not registered for.
    [Fact]
    public async Task What_a_device_may_not_ask_for_is_refused_at_once()
    {
        await using var host = await TestDevice.Start();
        var (kiosk, tv) = (TestDevice.Kiosk(host).Tool, TestDevice.Tv(host).Tool);
        (
            await kiosk.Post("/connect/device", ("scope", "openid"), ("client_secret", null))
        ).Error.ShouldBe("invalid_client");
        (
            await kiosk.Post("/connect/device", ("scope", "openid"), ("client_secret", "wrong"))
        ).Error.ShouldBe("invalid_client");
        (await kiosk.Post("/connect/device", ("scope", "openid phone"))).Error.ShouldBe(
            "invalid_scope"
        );
        (await tv.Post("/connect/device", ("scope", "openid offline_access"))).Error.ShouldBe(
            "invalid_scope"
        );
        (await tv.Post("/connect/device", ("scope", "openid"), ("max_age", "soon"))).Error.ShouldBe(
            "invalid_request"
        );
    }

    // Fails when: database or log hold what could be typed or presented.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task Neither_database_nor_logs_hold_a_code()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var kiosk = TestDevice.Kiosk(host);
        var codes = await kiosk.Ask();
        await TestDevice.Approve(browser, codes);
        await kiosk.Poll(codes);
        var bare = codes.UserCode.Replace("-", "", StringComparison.Ordinal);
        foreach (var secret in (string[])[codes.DeviceCode, codes.UserCode, bare])
        {
            host.Logs.Lines.ShouldNotContain(line =>
                line.Contains(secret, StringComparison.Ordinal)
            );
        }

        var row = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<DeviceRequest>()
                .AsNoTracking()
                .SingleAsync()
        );
        row.UserCode.ShouldNotContain(bare);
        row.DeviceHash.ShouldBe(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(codes.DeviceCode)
            )
        );
    }
}
