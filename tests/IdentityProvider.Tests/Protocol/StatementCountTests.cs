using SecureAccess.Persistence;
using SecureAccess.Tests.Protocol.Exchange;
using SecureAccess.Tests.Protocol.Resources;
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
        tokens = await Costs(host, () => tool.Refresh(tokens.RefreshToken!), Refresh, commits: 1);
        await Costs(host, () => tool.UserInfo(tokens.AccessToken), UserInfo, commits: 0);
        await Costs(host, () => tool.Introspect(tokens.AccessToken), Introspection, commits: 0);
    }

    /// <summary>The client, with whether it may do what it asks; nothing is written.</summary>
    private const int ClientCredentials = 1;

    /// <summary>The client, and the row with its live check; marked used and replaced in one transaction.</summary>
    private const int Refresh = 4;

    /// <summary>The grant with its session, its roles and the revocation of the token, in one.</summary>
    private const int UserInfo = 1;

    /// <summary>The same; the account with its address, phone and proofed identity; and the key to read them.</summary>
    private const int UserInfoWithProfile = 3;

    /// <summary>The client, and the grant with all that the token stands on.</summary>
    private const int Introspection = 2;

    /// <summary>The client, and whether the token was revoked.</summary>
    private const int IntrospectionOfAClientsOwn = 2;

    /// <summary>The client, the row with its live check, and OpenIddict's look among the tokens that it keeps itself.</summary>
    private const int IntrospectionOfARefreshToken = 3;

    // Fails when: a request that each tool makes again and again asks or writes once more than it must.
    [Fact]
    public async Task The_other_endpoints_cost_what_was_decided()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var machine = new TestTool(host, "machine", "machine-secret");
        var tokens = await tool.Tokens(browser, ("scope", "openid profile email phone address"));
        var own = await Costs(
            host,
            () => machine.Token(("grant_type", "client_credentials")),
            ClientCredentials,
            commits: 0
        );
        await Costs(
            host,
            () => machine.Introspect(own.AccessToken),
            IntrospectionOfAClientsOwn,
            commits: 0
        );
        await Costs(
            host,
            () => tool.Introspect(tokens.RefreshToken!),
            IntrospectionOfARefreshToken,
            commits: 0
        );
        await Costs(host, () => tool.UserInfo(tokens.AccessToken), UserInfoWithProfile, commits: 0);
    }

    /// <summary>Those of a code, and the API by its name, at authorize.</summary>
    private const int CodeForAnApi = 5;

    /// <summary>Those of a code's redemption, the API by its name, and the name by which it knows the person.</summary>
    private const int RedeemForAnApi = 6;

    /// <summary>Those of a refresh, the API, and its name of the person.</summary>
    private const int RefreshForAnApi = 6;

    /// <summary>The client, what the subject token stands on, the API, and its name of the person; nothing is written.</summary>
    private const int Exchange = 4;

    // Fails when: naming an API, or exchanging a token for one, asks more than for the API and for its name of the person.
    [Fact]
    public async Task Resources_cost_what_was_decided()
    {
        await using var host = await ResourceClients.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = ResourceClients.Shop(host);
        string[] ledger = [ResourceClients.Ledger];
        await ResourceClients.Tokens(shop, browser, ledger);
        var code = await Costs(
            host,
            () => ResourceClients.Code(shop, browser, ledger),
            CodeForAnApi,
            commits: 1
        );
        var tokens = await Costs(host, () => shop.Redeem(code), RedeemForAnApi, commits: 2);
        await Costs(host, () => shop.Refresh(tokens.RefreshToken!), RefreshForAnApi, commits: 1);
        var exchanged = await Costs(
            host,
            () =>
                TokenExchangeTests.Exchange(
                    ResourceClients.ApiClient(host, "ledger"),
                    tokens,
                    ("resource", ResourceClients.Notes)
                ),
            Exchange,
            commits: 0
        );
        exchanged.AccessToken.ShouldNotBeEmpty();
        // Who holds an exchanged token is asked for besides who asks.
        await Costs(
            host,
            () => ResourceClients.ApiClient(host, "notes").Introspect(exchanged.AccessToken),
            Introspection + 1,
            commits: 0
        );
        await Costs(
            host,
            () => ResourceClients.ApiClient(host, "ledger").Introspect(tokens.AccessToken),
            Introspection,
            commits: 0
        );
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
