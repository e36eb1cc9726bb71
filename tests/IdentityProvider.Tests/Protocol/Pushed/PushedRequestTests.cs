using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Pushed;

/// <summary>Pushed authorization requests (RFC 9126).</summary>
public sealed class PushedRequestTests
{
    // Fails when: a pushed request does not lead to a code, or not to the one that was pushed.
    [Theory]
    [Trait("Requirement", "R23")]
    [InlineData("pusher")]
    [InlineData("public")]
    [InlineData("alpha")]
    public async Task A_pushed_request_leads_to_tokens(string id)
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Tool(host, id);
        var pushed = await tool.Push(("nonce", "pushed"));
        pushed.Status.ShouldBe(HttpStatusCode.Created);
        pushed.Json.GetProperty("expires_in").GetInt32().ShouldBe(60);
        await browser.Open(tool.AddressOf(pushed.Text("request_uri")!));
        browser.SentParameters["state"].ShouldBe("the-state");
        var tokens = await tool.Redeem(browser.SentParameters["code"]);
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Json.GetRawText());
        tokens.IdToken.GetPayloadValue<string>("nonce").ShouldBe("pushed");
    }

    // Fails when: a client that must push is refused as it comes back from the sign-in pages, or what was pushed is lost on the way.
    [Theory]
    [Trait("Requirement", "R23")]
    [InlineData("pusher", false)]
    [InlineData("public", false)]
    [InlineData("pusher", true)]
    public async Task A_pushed_request_outlives_the_sign_in_pages(string id, bool byPost)
    {
        await using var host = await Start();
        var person = new TestPerson();
        await host.Add(person);
        var tool = Tool(host, id);
        var reference = await tool.Reference(("nonce", "pushed"), ("login_hint", "maria.lopez"));
        var browser = host.NewBrowser();
        await (
            byPost
                ? browser.Post("/connect/authorize", ("client_id", id), ("request_uri", reference))
                : browser.Open(tool.AddressOf(reference))
        );
        browser.Path().ShouldBe("/sign-in");
        // Longer than a reference lives: it is not needed any more.
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await browser.EnterPassword(person);
        await browser.EnterCodeByText(host, person);
        var tokens = await tool.Redeem(browser.SentParameters["code"]);
        tokens.IdToken.GetPayloadValue<string>("nonce").ShouldBe("pushed");
    }

    // Fails when: a reference works twice, with a session or by way of the sign-in pages.
    [Theory]
    [Trait("Threat", "Replay-and-clocks")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reference_works_once(bool signedIn)
    {
        await using var host = await Start();
        var account = await host.Add(new TestPerson());
        var browser = signedIn ? await TestTool.SignedIn(host, account) : host.NewBrowser();
        var tool = Tool(host, "alpha");
        var reference = await tool.Reference();
        await browser.Open(tool.AddressOf(reference));
        browser.Status.ShouldNotBe(HttpStatusCode.BadRequest);
        await ShouldBeRefused(await TestTool.SignedIn(host, account), tool.AddressOf(reference));
    }

    // Fails when: a reference that is too old, another client's, changed or made up leads on, or is told to anybody's redirect address.
    [Theory]
    [Trait("Threat", "Replay-and-clocks")]
    [InlineData("expired")]
    [InlineData("foreign")]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("empty")]
    [InlineData("made-up")]
    public async Task A_reference_that_is_not_right_is_a_page(string what)
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Tool(host, "alpha");
        var reference = await tool.Reference();
        if (what == "expired")
        {
            host.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        await ShouldBeRefused(
            browser,
            what switch
            {
                "foreign" => Tool(host, "beta").AddressOf(reference),
                "changed" => tool.AddressOf(reference[..^1] + (reference[^1] == 'A' ? 'B' : 'A')),
                "longer" => tool.AddressOf(reference + "A"),
                "empty" => tool.AddressOf("urn:ietf:params:oauth:request_uri:"),
                "made-up" => tool.AddressOf("urn:ietf:params:oauth:request_uri:nonsense"),
                _ => tool.AddressOf(reference),
            }
        );
        if (what is "foreign" or "changed" or "longer")
        {
            // Whose it is can still use it: nobody else's attempt spends it.
            await browser.Open(tool.AddressOf(reference));
            browser.SentParameters.ContainsKey("code").ShouldBeTrue();
        }
    }

    // Fails when: the life of a reference is shorter than was said.
    [Fact]
    public async Task A_reference_works_until_its_end()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Tool(host, "alpha");
        var reference = await tool.Reference();
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        await browser.Open(tool.AddressOf(reference));
        browser.SentParameters.ContainsKey("code").ShouldBeTrue();
    }

    // Fails when: what stands beside the reference changes or completes the request (RFC 9126 4, RFC 9101 6.3): it is passed over.
    [Fact]
    [Trait("Threat", "Code-injection")]
    public async Task What_stands_beside_a_reference_counts_for_nothing()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Tool(host, "alpha");
        var reference = await tool.Reference(("state", null), ("response_mode", null));
        await browser.Open(
            tool.AddressOf(
                reference,
                ("redirect_uri", "https://evil.example/cb"),
                ("scope", "openid email"),
                ("state", "injected"),
                ("nonce", "injected"),
                ("prompt", "login"),
                ("response_mode", "form_post"),
                ("code_challenge", "injected")
            )
        );
        browser.SentTo.ShouldNotBeNull().AbsoluteUri.ShouldStartWith("https://alpha.example/cb?");
        browser.SentParameters.ContainsKey("state").ShouldBeFalse();
        var tokens = await tool.Redeem(browser.SentParameters["code"]);
        tokens.IdToken.GetPayloadValue<string>("nonce").ShouldBe("the-nonce");
        tokens.Text("scope").ShouldBe("openid");
    }

    // Fails when: a stored request of this browser and a pushed one are mixed.
    [Fact]
    public async Task A_reference_and_a_stored_request_do_not_go_together()
    {
        await using var host = await Start();
        var browser = host.NewBrowser();
        var tool = Tool(host, "alpha");
        await browser.Open(tool.AddressOf(await tool.Reference()));
        var id = browser.Url.Query.Split('=')[1];
        await ShouldBeRefused(
            browser,
            tool.AddressOf(await tool.Reference(), ("sign_in_request", id))
        );
    }

    // Fails when: a client that must push gets a code without, or another client must push too.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("pusher", "GET")]
    [InlineData("pusher", "POST")]
    [InlineData("public", "GET")]
    public async Task A_client_that_must_push_is_refused_a_plain_request(string id, string method)
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Tool(host, id);
        await (
            method == "POST"
                ? browser.Post(
                    "/connect/authorize",
                    [.. tool.AuthorizeParameters().Select(pair => (pair.Key, pair.Value!))]
                )
                : browser.Open(tool.AuthorizeAddress())
        );
        browser.SentParameters["error"].ShouldBe("invalid_request");
        browser.SentParameters["error_uri"].ShouldEndWith("#pushed-request-required");
        await Tool(host, "alpha").Code(browser);
    }

    // Fails when: what is kept of a pushed request can be read in the database, or stays there after its end.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task What_was_pushed_is_kept_encrypted_and_not_for_long()
    {
        await using var host = await Start();
        var reference = await Tool(host, "alpha").Reference(("login_hint", "maria@example.org"));
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var row = await database.Set<IssuedToken>().AsNoTracking().SingleAsync();
            row.ReferenceId.ShouldNotBeNull();
            reference.ShouldNotContain(row.ReferenceId);
            // A JWE: five parts, of which the payload is encrypted.
            row.Payload.ShouldNotBeNull().Split('.').Length.ShouldBe(5);
            await DeleteOldTokens.Delete(
                database,
                host.Clock.GetUtcNow().AddSeconds(61),
                CancellationToken.None
            );
            (await database.Set<IssuedToken>().CountAsync()).ShouldBe(0);
        });
        host.Logs.Lines.ShouldAllBe(line => !line.Contains("maria@example.org"));
    }

    // Fails when: discovery does not name the endpoint, or says of all clients that they must push.
    [Fact]
    public async Task Discovery_names_the_endpoint()
    {
        await using var host = await Start();
        using var http = host.NewHttpClient();
        var json = System
            .Text.Json.JsonDocument.Parse(
                await http.GetStringAsync(
                    new Uri("/.well-known/openid-configuration", UriKind.Relative)
                )
            )
            .RootElement;
        json.GetProperty("pushed_authorization_request_endpoint")
            .GetString()
            .ShouldBe("http://localhost/connect/par");
        json.GetProperty("require_pushed_authorization_requests").GetBoolean().ShouldBeFalse();
    }

    private static async Task<SecureAccessHost> Start()
    {
        var host = await TestTool.Start();
        await host.AddClients(PushingTool.Clients);
        return host;
    }

    private static TestTool Tool(SecureAccessHost host, string id) =>
        id switch
        {
            "pusher" => PushingTool.Pusher(host),
            "public" => PushingTool.Public(host),
            "beta" => TestTool.Beta(host),
            _ => TestTool.Alpha(host),
        };

    private static async Task ShouldBeRefused(Browser browser, string address)
    {
        await browser.Open(address);
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
        browser.Page.QuerySelectorAll("main").Length.ShouldBe(1);
    }
}
