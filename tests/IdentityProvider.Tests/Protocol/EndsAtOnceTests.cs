using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>What may end, and every place where a token or code of it is shown afterwards (D17).</summary>
public abstract class EndsAtOnceCases
{
    private const string Tool = """
        [{"client_id":"tool","client_secret":"tool-secret","redirect_uris":["https://tool.example/cb"],"scope":"openid email offline_access",
          "grant_types":["authorization_code","refresh_token"]}]
        """;

    private protected abstract Engine Engine { get; }

    // Fails when: one of the ways to show a code or token does not ask, in that instant, whether its client and account are not disabled and its
    // grant and session live. The client and the account are switched off in their row alone: nothing else is revoked for it.
    [Theory]
    [Trait("Requirement", "D17")]
    [InlineData("client-disabled", true)]
    [InlineData("account-disabled", true)]
    [InlineData("consent-withdrawn", true)]
    [InlineData("everything-ended", true)]
    [InlineData("session-ended", false)]
    [InlineData("session-idle", false)]
    public async Task What_ended_is_refused_at_once_everywhere(string end, bool offlineToo)
    {
        await using var host = await SecureAccessHost.Start(new HostWishes { Engine = Engine });
        await host.AddClients(Tool);
        var account = await host.Add(new TestPerson());
        var client = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Client>()
                .Where(row => row.ClientId == "tool")
                .Select(row => row.Id)
                .SingleAsync()
        );
        await host.Do(services =>
            services
                .GetRequiredService<Consents>()
                .Give(account, client, ["openid", "offline_access"], CancellationToken.None)
        );
        var browser = await TestTool.SignedIn(host, account);
        var tool = new TestTool(host, "tool", "tool-secret");
        (string, string?)[] offlineScope = [("scope", "openid offline_access")];
        var bound = await tool.Tokens(browser);
        var offline = await tool.Tokens(browser, offlineScope);
        var shown = new Dictionary<string, Func<Task<bool>>>
        {
            ["userinfo"] = async () =>
                (await tool.UserInfo(bound.AccessToken)).Status == HttpStatusCode.OK,
            ["introspection of an access token"] = async () =>
                Active(await tool.Introspect(bound.AccessToken)),
            ["introspection of a refresh token"] = async () =>
                Active(await tool.Introspect(bound.RefreshToken!)),
            ["the API"] = async () =>
                await Api(host, bound.AccessToken) != HttpStatusCode.Unauthorized,
        };
        var offlineShown = new Dictionary<string, Func<Task<bool>>>
        {
            ["userinfo"] = async () =>
                (await tool.UserInfo(offline.AccessToken)).Status == HttpStatusCode.OK,
            ["introspection"] = async () => Active(await tool.Introspect(offline.RefreshToken!)),
        };
        foreach (var (where, works) in shown.Concat(offlineShown))
        {
            (await works()).ShouldBeTrue($"{where}, before anything ended");
        }

        var code = await tool.Code(browser);
        var offlineCode = await tool.Code(browser, offlineScope);

        await End(host, end, account, client);

        foreach (var (where, works) in shown)
        {
            (await works()).ShouldBeFalse($"{where}, after {end}");
        }

        (await tool.Redeem(code)).Status.ShouldNotBe(HttpStatusCode.OK);
        (await tool.Refresh(bound.RefreshToken!)).Status.ShouldNotBe(HttpStatusCode.OK);
        foreach (var (where, works) in offlineShown)
        {
            (await works()).ShouldBe(
                !offlineToo,
                $"{where} of what is bound to a grant, after {end}"
            );
        }

        ((await tool.Refresh(offline.RefreshToken!)).Status == HttpStatusCode.OK).ShouldBe(
            !offlineToo
        );
        // A code lives for a minute only: the idle session's is gone by its own time.
        ((await tool.Redeem(offlineCode)).Status == HttpStatusCode.OK).ShouldBe(
            !offlineToo && end != "session-idle"
        );
    }

    private static async Task End(SecureAccessHost host, string end, Guid account, Guid client)
    {
        if (end == "session-idle")
        {
            // Not over the life of an access token, which would end by itself.
            await Row<Session>(
                host,
                (rows, now) =>
                    rows.ExecuteUpdateAsync(set =>
                        set.SetProperty(row => row.LastSeenAt, now - SessionRules.Idle)
                    )
            );
            host.Clock.Advance(TimeSpan.FromSeconds(61));
            return;
        }

        await (
            end switch
            {
                "client-disabled" => Row<Client>(
                    host,
                    (rows, now) =>
                        rows.Where(row => row.Id == client)
                            .ExecuteUpdateAsync(set =>
                                set.SetProperty(row => row.DisabledAt, (DateTimeOffset?)now)
                            )
                ),
                "account-disabled" => Row<Account>(
                    host,
                    (rows, now) =>
                        rows.Where(row => row.Id == account)
                            .ExecuteUpdateAsync(set =>
                                set.SetProperty(row => row.DisabledAt, (DateTimeOffset?)now)
                            )
                ),
                "consent-withdrawn" => host.Do(services =>
                    services
                        .GetRequiredService<Consents>()
                        .Withdraw(account, client, CancellationToken.None)
                ),
                "everything-ended" => host.Do(services =>
                    services
                        .GetRequiredService<Grants>()
                        .RevokeAllOf(account, "test", CancellationToken.None)
                ),
                _ => host.Do(services =>
                    services
                        .GetRequiredService<SignInSessions>()
                        .EndAll(account, "test", CancellationToken.None)
                ),
            }
        );
    }

    private static Task<int> Row<T>(
        SecureAccessHost host,
        Func<IQueryable<T>, DateTimeOffset, Task<int>> change
    )
        where T : class =>
        host.Do(services =>
            change(
                services.GetRequiredService<SecureAccessDbContext>().Set<T>(),
                host.Clock.GetUtcNow()
            )
        );

    private static bool Active(TokenAnswer answer) =>
        answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("active").GetBoolean();

    private static async Task<HttpStatusCode> Api(SecureAccessHost host, string token)
    {
        using var http = host.NewHttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        return response.StatusCode;
    }
}

[Trait("Engine", "Sqlite")]
public sealed class EndsAtOnceOnSqliteTests : EndsAtOnceCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class EndsAtOnceOnPostgreSqlTests : EndsAtOnceCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
