using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Protocol.Exchange;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using static SecureAccess.Tests.Protocol.Resources.ResourceClients;

namespace SecureAccess.Tests.Protocol.Exchange;

/// <summary>Token exchange (RFC 8693): an API that was called for a person calls the API behind it for the same person.</summary>
public sealed class TokenExchangeTests
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    // Fails when: the new token is for another API, another person or sign-in, says not who acts, or comes with a refresh or ID token.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task An_api_gets_a_token_for_the_api_behind_it()
    {
        await using var host = await Start();
        var (_, shop) = await Called(host);
        var answer = await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        answer.Text("issued_token_type").ShouldBe(AccessToken);
        answer.Text("token_type").ShouldBe("Bearer");
        answer.RefreshToken.ShouldBeNull();
        answer.Text("id_token").ShouldBeNull();
        var token = answer.Access;
        token.Typ.ShouldBe("at+jwt");
        token.Audiences.ShouldBe([Notes]);
        token.GetPayloadValue<string>("client_id").ShouldBe("ledger");
        Actor(answer).ShouldBe("""{"sub":"ledger"}""");
        foreach (var carried in new[] { "acr", "sid", "scope", "oi_au_id" })
        {
            token
                .GetPayloadValue<string>(carried)
                .ShouldBe(shop.Access.GetPayloadValue<string>(carried), carried);
        }

        token
            .GetPayloadValue<long>("auth_time")
            .ShouldBe(shop.Access.GetPayloadValue<long>("auth_time"));
        var told = (await ApiClient(host, "notes").Introspect(answer.AccessToken)).Json;
        told.GetProperty("act").GetProperty("sub").GetString().ShouldBe("ledger");
        told.GetProperty("client_id").GetString().ShouldBe("ledger");

        // RFC 8693 2.1: an API's logical name does as well.
        (
            await Exchange(ApiClient(host, "ledger"), shop, ("audience", "notes"))
        ).Access.Audiences.ShouldBe([Notes]);
    }

    // Fails when: exchanging makes anything live longer, be it by a minute.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task The_new_token_ends_with_the_one_that_was_exchanged()
    {
        await using var host = await Start();
        var (_, shop) = await Called(host);
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        var answer = await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes));
        answer.Access.ValidTo.ShouldBe(shop.Access.ValidTo);
        answer.Json.GetProperty("expires_in").GetInt32().ShouldBe(60);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        (await Active(host, "notes", answer)).ShouldBeFalse();
        (await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes))).Error.ShouldBe(
            "invalid_request"
        );
    }

    public static TheoryData<string> Ends =>
        [
            "sign-out",
            "grants",
            "consent",
            "first-client",
            "acting-client",
            "acting-client-off-and-on",
            "revoked-by-client",
        ];

    // Fails when: what ends the person's token leaves the exchanged one alive, or the API that acts is switched off and its tokens are not.
    [Theory]
    [MemberData(nameof(Ends))]
    [Trait("Requirement", "D17")]
    public async Task What_ends_the_first_token_ends_the_exchanged_one_at_once(string end)
    {
        await using var host = await Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var shop = await Tokens(Shop(host), browser, [Ledger]);
        var exchanged = await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes));
        (await Active(host, "notes", exchanged)).ShouldBeTrue();
        switch (end)
        {
            case "sign-out":
                await browser.Open("/sign-out");
                await browser.Submit();
                break;
            case "revoked-by-client":
                await Shop(host).Revoke(shop.RefreshToken!);
                break;
            default:
                // Whole seconds stand in a token.
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await host.Do(services => End(services, account, end));
                break;
        }

        (await Active(host, "notes", exchanged)).ShouldBeFalse();
        if (!end.StartsWith("acting-client", StringComparison.Ordinal))
        {
            (await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes))).Error.ShouldBe(
                "invalid_request"
            );
        }
    }

    // Fails when: of a chain of clients only the last one's end counts.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_client_in_the_middle_of_a_chain_ends_what_was_got_through_it()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = await Tokens(Shop(host), browser, [Ledger]);
        var first = await Exchange(ApiClient(host, "ledger"), shop, ("resource", Notes));
        var second = await Exchange(ApiClient(host, "notes"), first, ("resource", Weather));
        (await Active(host, "weather", second)).ShouldBeTrue();
        await host.Do(services =>
            services.GetRequiredService<ClientSwitch>().Disable("ledger", CancellationToken.None)
        );
        (await Active(host, "weather", second)).ShouldBeFalse();
    }

    // Fails when: an exchange gives a scope that the subject token or the exchanging client has not, or does not say what it gave.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Scopes_become_fewer_never_more()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = await Tokens(
            Shop(host),
            browser,
            [Ledger, Notes],
            ("scope", "openid email profile offline_access")
        );
        var (ledger, notes) = (ApiClient(host, "ledger"), ApiClient(host, "notes"));
        // What it is registered for; offline_access never goes along.
        Scope(await Exchange(ledger, shop, ("resource", Notes))).ShouldBe("openid email");
        Scope(await Exchange(notes, shop, ("resource", Ledger))).ShouldBe("openid");
        Scope(await Exchange(ledger, shop, ("resource", Notes), ("scope", "email")))
            .ShouldBe("email");
        foreach (var wider in new[] { "profile", "email phone", "nonsense" })
        {
            (await Exchange(ledger, shop, ("resource", Notes), ("scope", wider))).Error.ShouldBe(
                "invalid_scope",
                wider
            );
        }

        (
            await Exchange(notes, shop, ("resource", Ledger), ("scope", "openid email"))
        ).Error.ShouldBe("invalid_scope");
        // OpenIddict's own answer.
        (
            await Exchange(ledger, shop, ("resource", Notes), ("scope", "offline_access"))
        ).Error.ShouldBe("invalid_request");
    }

    // Fails when: a token that is not a living person's token for this client is exchanged, or the answer tells what is wrong with it.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Only_a_living_access_token_for_the_client_itself_is_exchanged()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var ledger = ApiClient(host, "ledger");
        var right = await Tokens(Shop(host), browser, [Ledger]);
        var other = await Tokens(Shop(host), browser, [Notes]);
        var plain = await Shop(host).Tokens(browser);
        var machine = await Shop(host)
            .Token(("grant_type", "client_credentials"), ("resource", Ledger));
        var revoked = await Tokens(Shop(host), browser, [Ledger]);
        await Shop(host).Revoke(revoked.AccessToken);
        string?[] wrong =
        [
            "nonsense",
            right.AccessToken + "x",
            new string('a', 10_000),
            right.RefreshToken,
            right.Text("id_token"),
            other.AccessToken,
            plain.AccessToken,
            machine.AccessToken,
            revoked.AccessToken,
        ];
        var said = new List<string>();
        foreach (var token in wrong)
        {
            var answer = await ledger.Token(
                ("grant_type", Grant),
                ("subject_token", token),
                ("subject_token_type", AccessToken),
                ("resource", Notes)
            );
            answer.Error.ShouldBe("invalid_request", token);
            answer.Text("error_uri")!.ShouldContain("#subject-token-not-valid");
            said.Add(answer.Text("error_description")!);
        }

        said.Distinct().Count().ShouldBe(1);
        (await Exchange(ledger, right, ("resource", Notes))).Status.ShouldBe(HttpStatusCode.OK);
    }

    public static TheoryData<string, string?, string> Malformed =>
        new()
        {
            { "subject_token", null, "invalid_request" },
            { "subject_token_type", null, "invalid_request" },
            {
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:id_token",
                "invalid_request"
            },
            { "subject_token_type", "nonsense", "invalid_request" },
            {
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:refresh_token",
                "invalid_request"
            },
            {
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:id_token",
                "invalid_request"
            },
            { "actor_token", "x", "invalid_request" },
            { "actor_token_type", AccessToken, "invalid_request" },
            { "resource", null, "invalid_target" },
            { "resource", "http://localhost/", "invalid_target" },
            { "resource", Secret, "invalid_target" },
            { "resource", "/relative", "invalid_target" },
            { "resource", Notes + "#x", "invalid_target" },
            { "audience", "secret", "invalid_target" },
            { "audience", "nobody", "invalid_target" },
            { "audience", "shop", "invalid_target" },
        };

    // Fails when: a parameter that is missing, unknown or for something that is not supported is passed over in silence.
    [Theory]
    [MemberData(nameof(Malformed))]
    [Trait("Requirement", "R23")]
    public async Task A_wrong_exchange_gets_the_standard_error(
        string name,
        string? value,
        string error
    )
    {
        await using var host = await Start();
        var (_, shop) = await Called(host);
        var fields = new Dictionary<string, string?>
        {
            ["grant_type"] = Grant,
            ["subject_token"] = shop.AccessToken,
            ["subject_token_type"] = AccessToken,
            ["resource"] = Notes,
            [name] = value,
        };
        (
            await ApiClient(host, "ledger")
                .Token([.. fields.Select(field => (field.Key, field.Value))])
        ).Error.ShouldBe(error);
        // Said outright, the only supported kind is taken.
        (
            await Exchange(
                ApiClient(host, "ledger"),
                shop,
                ("resource", Notes),
                ("requested_token_type", AccessToken)
            )
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a client that is not the agency's own gets what the person never agreed that it receives.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_client_of_others_needs_the_persons_consent()
    {
        await using var host = await Start();
        await host.AddClients(
            """
            [{"client_id":"outside","client_secret":"outside-secret","redirect_uris":["https://outside.example/cb"],"scope":"openid email",
              "grant_types":["authorization_code","urn:ietf:params:oauth:grant-type:token-exchange"],
              "resource_identifier":"https://outside.example/","resources":["urn:example:notes","https://ledger.example/"]},
             {"client_id":"shop","client_secret":"shop-secret","redirect_uris":["https://shop.example/cb"],"first_party":true,
              "scope":"openid email","resources":["https://outside.example/"]}]
            """
        );
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var shop = await Tokens(
            Shop(host),
            browser,
            ["https://outside.example/"],
            ("scope", "openid email")
        );
        var outside = ApiClient(host, "outside");
        var refused = await Exchange(outside, shop, ("resource", Notes));
        refused.Error.ShouldBe("invalid_grant");
        refused.Text("error_uri")!.ShouldContain("#consent-missing");

        await host.Do(async services =>
        {
            var client = await services
                .GetRequiredService<ClientManager>()
                .FindByClientIdAsync("outside");
            await services
                .GetRequiredService<Consents>()
                .Give(account, client!.Id, ["openid", Notes], CancellationToken.None);
        });
        (await Exchange(outside, shop, ("resource", Notes))).Error.ShouldBe("invalid_grant");
        var exchanged = await Exchange(outside, shop, ("resource", Notes), ("scope", "openid"));
        Scope(exchanged).ShouldBe("openid");

        // Another API, though the client may ask for it: the person was not asked.
        (await Exchange(outside, shop, ("resource", Ledger), ("scope", "openid"))).Error.ShouldBe(
            "invalid_grant"
        );

        // Withdrawn, it is at once as if it had never been given, though the grant is another client's.
        (await Active(host, "notes", exchanged)).ShouldBeTrue();
        await host.Do(async services =>
            await services
                .GetRequiredService<Consents>()
                .Withdraw(
                    account,
                    (
                        await services
                            .GetRequiredService<ClientManager>()
                            .FindByClientIdAsync("outside")
                    )!.Id,
                    CancellationToken.None
                )
        );
        (await Active(host, "notes", exchanged)).ShouldBeFalse();
    }

    // Fails when: the chain of those who act is lost, or a token can be passed round for ever.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task The_chain_of_actors_is_told_and_bounded()
    {
        await using var host = await Start();
        var (_, token) = await Called(host);
        for (var i = 0; i < ActorRules.LongestChain; i++)
        {
            var (from, to) = i % 2 == 0 ? ("ledger", Notes) : ("notes", Ledger);
            token = await Exchange(ApiClient(host, from), token, ("resource", to));
            token.Status.ShouldBe(HttpStatusCode.OK, token.Json.GetRawText());
            if (i == 1)
            {
                Actor(token).ShouldBe("""{"sub":"notes","act":{"sub":"ledger"}}""");
            }
        }

        (await Exchange(ApiClient(host, "notes"), token, ("resource", Ledger))).Error.ShouldBe(
            "invalid_request"
        );
    }

    // Fails when: a spoilt parameter of an exchange is a failure of the server, or an error that is not in the dictionary.
    [Fact]
    public async Task Every_spoilt_parameter_gets_a_standard_error()
    {
        await using var host = await Start();
        var (_, shop) = await Called(host);
        string[] names =
        [
            "subject_token",
            "subject_token_type",
            "requested_token_type",
            "actor_token",
            "actor_token_type",
            "resource",
            "audience",
            "scope",
        ];
        string[] spoilt =
        [
            " ",
            new string('x', 10_000),
            "käse-日本語-🧀",
            "a\u0000b",
            "a\r\nb: c",
            "{\"a\":",
            "[]",
            "' OR 1=1 --",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        ];
        foreach (var name in names)
        {
            foreach (var value in spoilt)
            {
                var answer = await Exchange(
                    ApiClient(host, "ledger"),
                    shop,
                    name == "resource" ? ("audience", "notes") : ("resource", Notes),
                    (name, value)
                );
                var what = $"{name}={value[..Math.Min(30, value.Length)]}: {answer.Json}";
                ((int)answer.Status).ShouldBeLessThan(500, what);
                // Blanks are no scope at all.
                if (!(name == "scope" && value == " "))
                {
                    ClientErrors.CausesOf.Keys.ShouldContain(answer.Error, what);
                }
            }
        }
    }

    /// <summary>A person's token for the ledger, as the shop calls it with.</summary>
    private static async Task<(Browser Browser, TokenAnswer Token)> Called(SecureAccessHost host)
    {
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        return (browser, await Tokens(Shop(host), browser, [Ledger], ("scope", "openid email")));
    }

    internal static Task<TokenAnswer> Exchange(
        TestTool client,
        TokenAnswer subject,
        params (string Name, string? Value)[] fields
    ) =>
        client.Token([
            ("grant_type", Grant),
            ("subject_token", subject.AccessToken),
            ("subject_token_type", AccessToken),
            .. fields,
        ]);

    private static async Task End(IServiceProvider services, Guid account, string end)
    {
        var grants = services.GetRequiredService<Grants>();
        var shop = (
            await services.GetRequiredService<ClientManager>().FindByClientIdAsync("shop")
        )!;
        var off = services.GetRequiredService<ClientSwitch>();
        await (
            end switch
            {
                "grants" => grants.RevokeAllOf(account, "test", CancellationToken.None),
                "consent" => services
                    .GetRequiredService<Consents>()
                    .Withdraw(account, shop.Id, CancellationToken.None),
                "first-client" => off.Disable("shop", CancellationToken.None),
                "acting-client-off-and-on" => OffAndOn(off),
                _ => (Task)off.Disable("ledger", CancellationToken.None),
            }
        );
    }

    private static async Task OffAndOn(ClientSwitch off)
    {
        await off.Disable("ledger", CancellationToken.None);
        await off.Enable("ledger", CancellationToken.None);
    }

    private static async Task<bool> Active(SecureAccessHost host, string api, TokenAnswer answer) =>
        (await ApiClient(host, api).Introspect(answer.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean();

    private static string Actor(TokenAnswer answer) =>
        answer.Access.GetPayloadValue<JsonElement>("act").GetRawText();

    private static string? Scope(TokenAnswer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        var inToken = answer.Access.GetPayloadValue<string>("scope");
        // Where it is not what was asked for, the answer says so.
        (answer.Text("scope") ?? inToken).ShouldBe(inToken);
        return inToken;
    }
}
