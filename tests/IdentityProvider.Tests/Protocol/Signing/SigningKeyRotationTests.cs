using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Signing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Signing;

public abstract class SigningKeyRotationCases
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private protected abstract Engine Engine { get; }

    // Fails when: a new key is not published last and ahead of its use, signs a moment early or late, or the one before it stops verifying.
    [Fact]
    public async Task A_client_with_a_cached_key_set_survives_a_rotation()
    {
        await using var host = await TestTool.Start(Engine);
        var person = await host.Add(new TestPerson());
        var tool = TestTool.Alpha(host);
        var first = await KeySet.Of(host);
        first.Ids.Count.ShouldBe(2);

        host.Clock.Advance(TimeSpan.FromDays(89) - SigningKeyRules.Margin - Moment);
        await KeySet.KeepUp(host);
        (await KeySet.Of(host)).Ids.ShouldBe(first.Ids);
        host.Clock.Advance(Moment);
        await KeySet.KeepUp(host);
        var cached = await KeySet.Of(host);
        cached.Ids.Take(2).ShouldBe(first.Ids);
        cached.Ids.Count.ShouldBe(4);

        host.Clock.Advance(TimeSpan.FromDays(1) + SigningKeyRules.Margin - Moment);
        var browser = await TestTool.SignedIn(host, person);
        var before = await tool.Tokens(browser);
        before.IdToken.Kid.ShouldBe(first.Ids[1]);
        var machine = new TestTool(host, "machine", "machine-secret");
        var own = await machine.Token(("grant_type", "client_credentials"));
        host.Clock.Advance(Moment);
        var after = await tool.Tokens(browser);
        after.IdToken.Kid.ShouldBe(cached.Ids[2]);
        var now = await KeySet.Of(host);
        now.Ids.ShouldBe([cached.Ids[3], cached.Ids[2], .. first.Ids], ignoreOrder: false);

        foreach (var tokens in new[] { before, after })
        {
            (await cached.Verifies(tokens.Text("id_token")!)).ShouldBeTrue();
            (await cached.Verifies(tokens.AccessToken)).ShouldBeTrue();
            (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            (await tool.Introspect(tokens.AccessToken))
                .Json.GetProperty("active")
                .GetBoolean()
                .ShouldBeTrue();
        }

        (await Api(host, own.AccessToken)).ShouldBe(HttpStatusCode.OK);
        (
            await Api(host, (await machine.Token(("grant_type", "client_credentials"))).AccessToken)
        ).ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a hint that was signed by a key that no longer signs is refused too early, or accepted after that key was dropped.
    [Fact]
    public async Task An_old_hint_signs_out_until_its_key_is_dropped()
    {
        await using var host = await TestTool.Start(Engine);
        var person = await host.Add(new TestPerson());
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(await TestTool.SignedIn(host, person))).Text("id_token");
        var address =
            $"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri=https://alpha.example/out";
        host.Clock.Advance(TimeSpan.FromDays(89));
        await KeySet.KeepUp(host);
        host.Clock.Advance(TimeSpan.FromDays(1) + SigningKeyRules.Kept - Moment);
        var browser = await TestTool.SignedIn(host, person);
        await browser.Open(address);
        browser.SentTo.ShouldNotBeNull().AbsoluteUri.ShouldBe("https://alpha.example/out");
        host.Clock.Advance(Moment);
        await browser.Open(address);
        browser.SentTo.ShouldBeNull();

        await KeySet.KeepUp(host);
        var events = await Events(host);
        events.Count(type => type == SigningKeyEvents.Retired.Name).ShouldBe(2);
        // The first two, their successors, and the successors of those, which were due long ago.
        events.Count(type => type == SigningKeyEvents.Made.Name).ShouldBe(6);
    }

    // Fails when: a key that is replaced for having leaked still signs or verifies anywhere.
    [Fact]
    public async Task What_a_dropped_key_signed_is_refused()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser);
        var own = await new TestTool(host, "machine", "machine-secret").Token(
            ("grant_type", "client_credentials")
        );
        var before = await KeySet.Of(host);
        await host.Do(services =>
            services.GetRequiredService<SigningKeys>().ReplaceNow(CancellationToken.None)
        );
        KeySet.Reload(host);

        (await KeySet.Of(host)).Ids.Intersect(before.Ids).ShouldBeEmpty();
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Introspect(tokens.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
        (await Api(host, own.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        var next = await tool.Refresh(tokens.RefreshToken!);
        (await tool.UserInfo(next.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: one row that cannot be read keeps a node from what else has changed: a key that another node dropped, one that it made.
    [Fact]
    public async Task A_key_that_cannot_be_read_is_passed_over()
    {
        await using var host = await TestTool.Start(Engine);
        var before = (await KeySet.Of(host)).Ids;
        await host.Do(async services =>
        {
            var keys = services.GetRequiredService<SigningKeys>();
            await keys.Rotate(CancellationToken.None);
            var database = services.GetRequiredService<SecureAccessDbContext>();
            database.Add(
                new SigningKey
                {
                    KeyId = "of-another-root-key",
                    Algorithm = "RS256",
                    Sequence = 0,
                    ProtectedKey = new byte[200],
                    CreatedAt = host.Clock.GetUtcNow(),
                    SignsFrom = host.Clock.GetUtcNow(),
                }
            );
            await database.SaveChangesAsync();
            await database
                .Set<SigningKey>()
                .Where(key => key.KeyId == before[1])
                .ExecuteDeleteAsync();
        });

        KeySet.Reload(host);

        var after = (await KeySet.Of(host)).Ids;
        after.Count.ShouldBe(3);
        after.ShouldContain(before[0]);
        after.ShouldNotContain(before[1]);
        host.Logs.Lines.ShouldContain(line =>
            line.Contains(" Error ") && line.Contains("of-another-root-key")
        );
    }

    // Fails when: keys that are replaced at once while the job makes the next ones leave an old one behind, or none that signs.
    [Fact]
    public async Task Replacing_at_once_wins_over_making_the_next_key()
    {
        await using var ground = await HostGround.Create(Engine);
        await using var one = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        await using var other = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        for (var round = 0; round < 8; round++)
        {
            ground.Clock.Advance(TimeSpan.FromDays(89));
            var old = await Rows(one);
            var began = ground.Clock.GetUtcNow();
            await Together.AtOnce(
                new (SecureAccessHost Host, bool Replaces)[]
                {
                    (one, false),
                    (other, true),
                    (one, false),
                    (other, false),
                },
                async node =>
                {
                    await node.Host.Do(services =>
                    {
                        var keys = services.GetRequiredService<SigningKeys>();
                        return node.Replaces
                            ? keys.ReplaceNow(CancellationToken.None)
                            : keys.KeepUp(CancellationToken.None);
                    });
                    return true;
                }
            );

            var rows = await Rows(one);
            rows.Select(row => row.KeyId).Intersect(old.Select(row => row.KeyId)).ShouldBeEmpty();
            foreach (var algorithm in SigningKeys.Algorithms)
            {
                rows.ShouldContain(row => row.Algorithm == algorithm && row.SignsFrom <= began);
            }
        }
    }

    private static Task<List<SigningKey>> Rows(SecureAccessHost host) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SigningKey>()
                .AsNoTracking()
                .ToListAsync()
        );

    // Fails when: two nodes make two next keys, or change over at different instants.
    [Fact]
    public async Task Two_nodes_make_one_key_and_change_over_together()
    {
        await using var ground = await HostGround.Create(Engine);
        await using var one = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        await using var other = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        ground.Clock.Advance(TimeSpan.FromDays(89));
        await Together.AtOnce(
            new[] { one, other, one, other },
            async host =>
            {
                await host.Do(services =>
                    services.GetRequiredService<SigningKeys>().KeepUp(CancellationToken.None)
                );
                return true;
            }
        );
        KeySet.Reload(one);
        KeySet.Reload(other);
        var published = (await KeySet.Of(one)).Ids;
        published.Count.ShouldBe(4);
        (await KeySet.Of(other)).Ids.ShouldBe(published);

        ground.Clock.Advance(TimeSpan.FromDays(1) - Moment);
        (await KeySet.Of(one)).Ids.ShouldBe(published);
        ground.Clock.Advance(Moment);
        var turned = (await KeySet.Of(one)).Ids;
        turned[0].ShouldBe(published[3]);
        (await KeySet.Of(other)).Ids.ShouldBe(turned);
    }

    // Fails when: a second "rotate" makes a further key beside one that is published and not used yet.
    [Fact]
    public async Task Rotating_twice_publishes_one_key()
    {
        await using var host = await TestTool.Start(Engine);
        var first = await Rotate(host);
        first.ShouldAllBe(rotation => rotation.Made);
        first.ShouldAllBe(rotation => rotation.SignsFrom == host.Clock.GetUtcNow().AddDays(1));
        var second = await Rotate(host);
        second.ShouldAllBe(rotation => !rotation.Made);
        second
            .Select(rotation => rotation.KeyId)
            .ShouldBe(first.Select(rotation => rotation.KeyId));
    }

    private static Task<IReadOnlyList<KeyRotation>> Rotate(SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<SigningKeys>().Rotate(CancellationToken.None)
        );

    private static async Task<HttpStatusCode> Api(SecureAccessHost host, string token)
    {
        using var http = host.NewHttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        return response.StatusCode;
    }

    private static Task<List<string>> Events(SecureAccessHost host) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Select(row => row.Type)
                .ToListAsync()
        );
}

[Trait("Engine", "Sqlite")]
public sealed class SigningKeyRotationOnSqliteTests : SigningKeyRotationCases
{
    private protected override Engine Engine => Engine.Sqlite;

    // Fails when: clients and caches are told nothing about how long they may keep the set of keys, may keep it long enough to be locked out
    // when keys are replaced at once, or may keep an error in its place.
    [Fact]
    public async Task The_key_set_may_be_kept_for_five_minutes_and_an_error_may_not()
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        var address = new Uri("/.well-known/jwks", UriKind.Relative);
        using var response = await http.GetAsync(address);
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        using var refused = await http.PostAsync(address, null);
        refused.IsSuccessStatusCode.ShouldBeFalse();
        refused.Headers.CacheControl?.Public.ShouldBeFalse();
    }
}

[Trait("Engine", "PostgreSql")]
public sealed class SigningKeyRotationOnPostgreSqlTests : SigningKeyRotationCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
