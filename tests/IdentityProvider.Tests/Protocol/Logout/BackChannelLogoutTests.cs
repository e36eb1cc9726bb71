using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using SecureAccess.Audit;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Logout;
using SecureAccess.Sessions;
using SecureAccess.Tests.Protocol.Signing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Logout;

public sealed class BackChannelLogoutTests
{
    // Fails when: a client that got a code in the session is not told, one that did not is, or the token is not as the specification says.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Each_client_of_the_session_is_told_once_by_a_token_of_its_own()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var person = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, person);
        var ids = new Dictionary<string, JsonWebToken>
        {
            ["one"] = (await Tool(host, "one").Tokens(browser)).IdToken,
            ["two"] = (await Tool(host, "two").Tokens(browser)).IdToken,
        };
        await Tool(host, "one").Tokens(browser);
        await Tool(host, "mute").Tokens(browser);
        // Another session, in which a client is not to be told of this one's end.
        await Tool(host, "one").Tokens(await TestTool.SignedIn(host, person));

        await SignOut(browser);
        receiver.Came.ShouldBeEmpty();
        await host.TellRooms();
        await host.TellRooms();

        receiver.Came.Select(came => came.Path).ShouldBe(["/one", "/two"], ignoreOrder: true);
        receiver.Came.ShouldAllBe(came =>
            came.ContentType.StartsWith("application/x-www-form-urlencoded")
        );
        var keys = await KeySet.Of(host);
        foreach (var token in receiver.Tokens)
        {
            var id = ids[token.Audiences.Single()];
            (await keys.Verifies(token.EncodedToken)).ShouldBeTrue();
            token.Typ.ShouldBe("logout+jwt");
            token.Alg.ShouldBe(id.Alg);
            token.Issuer.ShouldBe(host.Origin.AbsoluteUri);
            token.Subject.ShouldBe(id.Subject);
            token.GetClaim("sid").Value.ShouldBe(id.GetClaim("sid").Value);
            token
                .GetClaim("events")
                .Value.ShouldBe("""{"http://schemas.openid.net/event/backchannel-logout":{}}""");
            token.IssuedAt.ShouldBe(host.Clock.GetUtcNow().UtcDateTime);
            token.ValidTo.ShouldBe(token.IssuedAt.AddMinutes(2));
            token.Id.Length.ShouldBe(32);
            token
                .Claims.Select(claim => claim.Type)
                .ShouldBe(
                    ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"],
                    ignoreOrder: true
                );
        }

        // Pairwise: neither the account's id nor what the other client knows.
        var subjects = receiver.Tokens.Select(token => token.Subject).ToList();
        subjects.Distinct().Count().ShouldBe(2);
        subjects.ShouldNotContain(person.ToString());
    }

    // Fails when: what a receiver could not take is lost, comes under another jti, too early, or again after it was taken.
    [Fact]
    public async Task A_receiver_that_fails_is_tried_again()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await Ended(receiver);
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.InternalServerError);
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
        host.Clock.Advance(DeliveryRules.RetryAfter(1) - TimeSpan.FromMilliseconds(1));
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.NoContent);
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(2);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(2);
        receiver.Tokens[1].Id.ShouldBe(receiver.Tokens[0].Id);
        receiver.Tokens[1].IssuedAt.ShouldBeGreaterThan(receiver.Tokens[0].IssuedAt);
        (await NotDelivered(host)).ShouldBeEmpty();
    }

    // Fails when: a receiver that refuses for an hour keeps the session for ever, or one that refuses for a day is not recorded.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_refusal_is_not_believed_before_the_day_is_over()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await Ended(receiver);
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.BadRequest);
        await host.TellRooms();
        (await NotDelivered(host)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromHours(1));
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.OK);
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(2);
        (await Waiting(host)).ShouldBe(0);

        await using var refused = await Ended(receiver);
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.BadRequest);
        await refused.TellRooms();
        refused.Clock.Advance(TimeSpan.FromHours(24));
        await refused.TellRooms();
        receiver.Tokens.Count.ShouldBe(4);
        (await Waiting(refused)).ShouldBe(0);
        var recorded = (await NotDelivered(refused)).ShouldHaveSingleItem();
        recorded.ShouldContain("\"client\":\"one\"");
        recorded.ShouldContain("\"reason\":\"http-400\"");
        refused.Logs.Lines.ShouldContain(line =>
            line.Contains(" Warning ") && line.Contains("http-400") && line.Contains("one")
        );
    }

    // Fails when: what waits behind a receiver that is down is tried one by one while it is down, or stays untold when it is up again.
    [Fact]
    public async Task A_receiver_that_is_down_is_left_alone_for_a_while()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var person = await host.Add(new TestPerson());
        for (var i = 0; i < 5; i++)
        {
            var browser = await TestTool.SignedIn(host, person);
            await Tool(host, "one").Tokens(browser);
            await SignOut(browser);
        }

        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.InternalServerError);
        await host.TellRooms();
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
        host.Clock.Advance(DeliveryRules.RetryAfter(1));
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(2);
        // Longer with each failure in a row.
        host.Clock.Advance(DeliveryRules.RetryAfter(1));
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(2);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.OK);
        await host.TellRooms();
        receiver.Tokens.Skip(2).Select(token => token.Id).Distinct().Count().ShouldBe(5);
        (await Waiting(host)).ShouldBe(0);
    }

    // Fails when: what waits behind a receiver that is down is never given up, since its turn does not come.
    [Fact]
    public async Task What_waits_behind_a_dead_receiver_is_given_up_with_it()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var person = await host.Add(new TestPerson());
        for (var i = 0; i < 5; i++)
        {
            var browser = await TestTool.SignedIn(host, person);
            await Tool(host, "one").Tokens(browser);
            await SignOut(browser);
        }

        receiver.Answer = LogoutReceiver.Status(HttpStatusCode.InternalServerError);
        await host.TellRooms();
        host.Clock.Advance(TimeSpan.FromHours(24));
        await host.TellRooms();
        (await Waiting(host)).ShouldBe(0);
        (await NotDelivered(host)).Count.ShouldBe(5);
        receiver.Tokens.Count.ShouldBe(2);
    }

    // Fails when: one client's failures open the breaker of another that stands behind the same host name.
    [Fact]
    public async Task One_clients_failures_are_not_anothers()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        receiver.Answer = http =>
        {
            http.Response.StatusCode = http.Request.Path == "/one" ? 500 : 200;
            return Task.CompletedTask;
        };
        await host.Do(async services =>
        {
            var receivers = services.GetRequiredService<LogoutReceivers>();
            var failed = 0;
            for (; failed < 40; failed++)
            {
                try
                {
                    await Post(receivers, "one");
                }
                catch (Exception exception)
                    when (exception.GetType().Name == "BrokenCircuitException")
                {
                    break;
                }
            }

            failed.ShouldBeLessThan(40);
            (await Post(receivers, "two")).ShouldBeOfType<RoomMessageResult.Done>();
        });

        Task<RoomMessageResult> Post(LogoutReceivers receivers, string client) =>
            receivers.Post(
                client,
                new Uri($"{receiver.Address}/{client}"),
                "token",
                CancellationToken.None
            );
    }

    // Fails when: whom a session's end concerned could not be found out, and nobody can see it.
    [Fact]
    public async Task An_end_that_nobody_could_be_told_of_is_recorded()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await Ended(receiver);
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Database.ExecuteSqlRawAsync("ALTER TABLE Clients RENAME TO ClientsThere")
        );
        await host.TellRooms();
        host.Clock.Advance(TimeSpan.FromHours(24));
        await host.TellRooms();

        (await Waiting(host)).ShouldBe(0);
        var recorded = (await Recorded(host, LogoutEvents.NotTold)).ShouldHaveSingleItem();
        recorded.ShouldContain("\"sid\"");
        recorded.ShouldContain("\"reason\":\"SqliteException\"");
        host.Logs.Lines.ShouldContain(line =>
            line.Contains(" Warning ") && line.Contains("session.ended")
        );
    }

    // Fails when: a receiver that is never there is forgotten without a word, or tried for ever.
    [Fact]
    public async Task A_receiver_that_is_not_there_is_given_up_after_a_day()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await Ended(receiver, $"http://127.0.0.1:{FreePort()}");
        await host.TellRooms();
        host.Clock.Advance(TimeSpan.FromHours(23));
        await host.TellRooms();
        (await NotDelivered(host)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(10));
        await host.TellRooms();
        (await NotDelivered(host))
            .ShouldHaveSingleItem()
            .ShouldContain("\"reason\":\"no-connection\"");
        (await Waiting(host)).ShouldBe(0);
    }

    // Fails when: a token follows a redirect to an address that nobody registered.
    [Fact]
    [Trait("Threat", "Code-injection-mix-up-open-redirect")]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await LogoutReceiver.Start();
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await Ended(receiver);
        receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = elsewhere.Address + "/";
            return Task.CompletedTask;
        };
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
        elsewhere.Came.ShouldBeEmpty();
        (await Waiting(host)).ShouldBe(1);
    }

    // Fails when: one receiver that does not answer holds up another, or holds its own message longer than its time-out.
    [Fact]
    public async Task A_dead_receiver_delays_nobody_else()
    {
        await using var dead = await LogoutReceiver.Start();
        await using var receiver = await LogoutReceiver.Start();
        var release = new TaskCompletionSource();
        dead.Answer = _ => release.Task;
        await using var host = await Ended(receiver, receiver.Address, dead.Address);
        var all = host.TellRooms();
        for (var i = 0; i < 40 && receiver.Came.Count == 0; i++)
        {
            await Task.Delay(100);
        }

        receiver.Came.Count.ShouldBe(1);
        all.IsCompleted.ShouldBeFalse();
        await all.WaitAsync(TimeSpan.FromSeconds(20));
        release.SetResult();
        dead.Came.Count.ShouldBe(1);
        (await Waiting(host)).ShouldBe(1);
        host.Logs.Lines.ShouldContain(line => line.Contains("time-out"));
    }

    // Fails when: a session that nobody ended is not told of when it expires, or is ended while it lives.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task The_end_of_an_idle_session_is_told()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await Tool(host, "one").Tokens(browser);
        host.Clock.Advance(SessionRules.Idle - TimeSpan.FromMilliseconds(1));
        (await Expired(host)).ShouldBe(0);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Expired(host)).ShouldBe(1);
        (await Expired(host)).ShouldBe(0);
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
    }

    // Fails when: whether an end is told is decided by a row that was read before the second factor came.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task An_end_is_told_whatever_its_caller_had_read_before()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await Tool(host, "one").Tokens(browser);
        await host.Do(async services =>
        {
            var row = await services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Session>()
                .AsNoTracking()
                .SingleAsync();
            var stale = new Session
            {
                Id = row.Id,
                Sid = row.Sid,
                KeyHash = row.KeyHash,
                AccountId = row.AccountId,
                StartedAt = row.StartedAt,
                LastSeenAt = row.LastSeenAt,
                ExpiresAt = row.ExpiresAt,
                PasswordAt = row.PasswordAt,
            };
            await services
                .GetRequiredService<SessionEndings>()
                .End(stale, "test", CancellationToken.None);
        });
        await host.TellRooms();
        receiver.Tokens.Count.ShouldBe(1);
    }

    // Fails when: ending everything tells of fewer sessions than it ends.
    [Fact]
    public async Task Ending_every_session_tells_of_each()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(receiver.Clients());
        var person = await host.Add(new TestPerson());
        await Tool(host, "one").Tokens(await TestTool.SignedIn(host, person));
        await Tool(host, "two").Tokens(await TestTool.SignedIn(host, person));
        await host.Do(services =>
            services
                .GetRequiredService<SignInSessions>()
                .EndAll(person, "test", CancellationToken.None)
        );
        await host.TellRooms();
        receiver.Came.Select(came => came.Path).ShouldBe(["/one", "/two"], ignoreOrder: true);
    }

    private static async Task<SecureAccessHost> Ended(
        LogoutReceiver receiver,
        string? address = null,
        string? other = null
    )
    {
        var host = await SecureAccessHost.Start();
        await host.AddClients(
            receiver
                .Clients(other)
                .Replace(receiver.Address + "/one", (address ?? receiver.Address) + "/one")
        );
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await Tool(host, "one").Tokens(browser);
        if (other is not null)
        {
            await Tool(host, "two").Tokens(browser);
        }

        await SignOut(browser);
        return host;
    }

    private static TestTool Tool(SecureAccessHost host, string id) => new(host, id, $"{id}-secret");

    private static async Task SignOut(Browser browser)
    {
        await browser.Open("/sign-out");
        await browser.Submit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<int> Expired(SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<SessionEndings>().EndExpired(CancellationToken.None)
        );

    private static Task<int> Waiting(SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<SecureAccessDbContext>().Set<RoomMessage>().CountAsync()
        );

    private static Task<List<string>> NotDelivered(SecureAccessHost host) =>
        Recorded(host, LogoutEvents.NotDelivered);

    private static Task<List<string>> Recorded(SecureAccessHost host, AuditEventType type) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(row => row.Type == type.Name)
                .Select(row => row.Details!)
                .ToListAsync()
        );
}
