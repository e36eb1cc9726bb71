using System.Net;
using SecureAccess.Tests.Protocol.Exchange;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using static SecureAccess.Tests.Protocol.Resources.ResourceClients;

namespace SecureAccess.Tests.Protocol;

/// <summary>
/// A person has one name in each sector (OpenID Connect Core 8.1, D14), at every endpoint: clients of one sector share it, those of another
/// see a different one, and nobody is told another's.
/// </summary>
[Trait("Requirement", "D14")]
public sealed class PairwiseSubjectTests
{
    // Fails when: an ID token names the person by the account, by another sector's name, or by one that changes from session to session.
    [Fact]
    public async Task In_id_tokens()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var names = new Dictionary<string, string>();
        foreach (var tool in Tools(host))
        {
            names[tool.Id] = (await tool.Tokens(browser)).IdToken.Subject;
        }

        names["alpha"].ShouldBe(names["beta"]);
        names.Values.Distinct().Count().ShouldBe(3);
        names.Values.ShouldNotContain(account.ToString());
        var later = await TestTool.SignedIn(host, account);
        foreach (var tool in Tools(host))
        {
            (await tool.Tokens(later)).IdToken.Subject.ShouldBe(names[tool.Id]);
        }
    }

    // Fails when: userinfo answers with another name than the ID token, be the access token for an API as well.
    [Fact]
    public async Task At_userinfo()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        foreach (var tool in Tools(host))
        {
            var tokens = await tool.Tokens(browser);
            (await tool.UserInfo(tokens.AccessToken)).Text("sub").ShouldBe(tokens.IdToken.Subject);
        }

        var shop = await Tokens(Shop(host), browser, [host.Origin.AbsoluteUri, Weather]);
        shop.Access.Subject.ShouldNotBe(shop.IdToken.Subject);
        (await Shop(host).UserInfo(shop.AccessToken)).Text("sub").ShouldBe(shop.IdToken.Subject);
    }

    // Fails when: an API learns the client's name for the person, from the token or from introspection, or APIs of two sectors the same one.
    [Fact]
    public async Task In_access_tokens_and_at_introspection()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        var names = new Dictionary<string, string>();
        foreach (
            var (api, resource) in new[]
            {
                ("ledger", Ledger),
                ("notes", Notes),
                ("weather", Weather),
            }
        )
        {
            var tokens = await Tokens(shop, browser, [resource]);
            names[api] = tokens.Access.Subject;
            (await ApiClient(host, api).Introspect(tokens.AccessToken))
                .Text("sub")
                .ShouldBe(names[api]);
            // The client that holds it is told its own name, of the refresh token too.
            foreach (var held in new[] { tokens.AccessToken, tokens.RefreshToken! })
            {
                (await shop.Introspect(held)).Text("sub").ShouldBe(tokens.IdToken.Subject);
            }

            names["shop"] = tokens.IdToken.Subject;
        }

        names["ledger"].ShouldBe(names["notes"]);
        new[] { names["ledger"], names["weather"], names["shop"] }.ShouldBeUnique();
        // Another client of another sector meets the same name at the same API.
        (await Tokens(Plain(host), browser, [Ledger])).Access.Subject.ShouldBe(names["ledger"]);
    }

    // Fails when: many first tokens for an API at once make more than one name, or one of them fails.
    [Fact]
    public async Task An_apis_first_name_is_made_once()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var codes = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            codes.Add(await Code(Shop(host), browser, [Weather]));
        }

        var answers = await Task.WhenAll(codes.Select(code => Shop(host).Redeem(code)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.Access.Subject).Distinct().Count().ShouldBe(1);
    }

    // Fails when: a hint of another client, or of another person, is taken for this client's word about this person.
    [Fact]
    public async Task In_the_hint_at_authorize()
    {
        await using var host = await TestTool.Start();
        var maria = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var john = await TestTool.SignedIn(host, await host.Add(TestPerson.Second));
        var hints = new Dictionary<string, string?>();
        foreach (var tool in Tools(host))
        {
            hints[tool.Id] = (await tool.Tokens(maria)).Text("id_token");
        }

        foreach (var tool in Tools(host))
        {
            await tool.Code(maria, ("id_token_hint", hints[tool.Id]), ("prompt", "none"));
            await john.Open(
                tool.AuthorizeAddress(("id_token_hint", hints[tool.Id]), ("prompt", "none"))
            );
            john.SentParameters["error"].ShouldBe("login_required", tool.Id);
            foreach (var other in hints.Where(hint => hint.Key != tool.Id))
            {
                await maria.Open(
                    tool.AuthorizeAddress(("id_token_hint", other.Value), ("prompt", "none"))
                );
                maria.SentParameters.ContainsKey("code").ShouldBeFalse($"{other.Key} at {tool.Id}");
            }
        }
    }

    // Fails when: a hint from an earlier session no longer names its person, or another person's ends this one's session unasked.
    [Fact]
    public async Task In_the_hint_at_logout()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var tool = TestTool.Strict(host);
        var hint = (await tool.Tokens(await TestTool.SignedIn(host, account))).Text("id_token");
        var john = await TestTool.SignedIn(host, await host.Add(TestPerson.Second));
        await john.Open($"/connect/logout?id_token_hint={hint}");
        john.Url.AbsolutePath.ShouldBe("/sign-out");
        await tool.Code(john, ("prompt", "none"));

        var later = await TestTool.SignedIn(host, account);
        await later.Open($"/connect/logout?id_token_hint={hint}");
        later.Url.AbsolutePath.ShouldBe("/signed-out");
        await later.Open(tool.AuthorizeAddress(("prompt", "none")));
        later.SentParameters["error"].ShouldBe("login_required");
    }

    // Fails when: the API behind an API learns the name that the first one, or the client, knows; or not its own.
    [Fact]
    public async Task In_exchanged_tokens()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = await Tokens(Shop(host), browser, [Ledger]);
        var ledger = ApiClient(host, "ledger");
        var notes = await TokenExchangeTests.Exchange(ledger, shop, ("resource", Notes));
        notes.Access.Subject.ShouldBe(shop.Access.Subject);

        // Made by the exchange itself: nobody asked for this API before.
        var weather = await TokenExchangeTests.Exchange(ledger, shop, ("resource", Weather));
        new[]
        {
            weather.Access.Subject,
            shop.Access.Subject,
            shop.IdToken.Subject,
        }.ShouldBeUnique();
        (await Tokens(Shop(host), browser, [Weather])).Access.Subject.ShouldBe(
            weather.Access.Subject
        );
        (await ApiClient(host, "weather").Introspect(weather.AccessToken))
            .Text("sub")
            .ShouldBe(weather.Access.Subject);
        // Who exchanged it is told the name that it knows already.
        (await ledger.Introspect(weather.AccessToken))
            .Text("sub")
            .ShouldBe(shop.Access.Subject);
    }

    /// <summary>Two tools of one sector, one of another, and one with a public subject.</summary>
    private static TestTool[] Tools(SecureAccessHost host) =>
        [TestTool.Alpha(host), TestTool.Beta(host), TestTool.Strict(host), TestTool.Basic(host)];
}
