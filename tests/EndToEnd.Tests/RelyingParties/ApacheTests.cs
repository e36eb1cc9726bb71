using System.Text.Json;
using System.Web;
using SecureAccess.EndToEnd.Processes;
using SecureAccess.EndToEnd.Walks;
using Shouldly;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>A site behind Apache's <c>mod_auth_openidc</c>, as its quickstart says, with PKCE switched on.</summary>
[Collection(RegisteredClients.Collection)]
public sealed class ApacheTests(RegisteredClients clients)
{
    [Fact]
    public async Task The_module_of_Apache_signs_in_refreshes_and_signs_out()
    {
        Installed.RequireApache();
        await using var apache = await ApacheServer.Start(clients);
        var person = DemoPerson.Of("maria-lopez");
        List<string> requested = [];
        using var browser = RegisteredClients.Browser(
            requested,
            new Uri(clients.ApacheSite, "tool/redirect_uri")
        );

        await browser.Get(new Uri(clients.ApacheSite, "tool/"));
        browser.IsAt(clients.Demo.Provider).ShouldBeTrue(apache.Log);
        await new FormSignIn(clients.Demo, browser).Do(person, "text");
        AsksWithProofs(requested);
        HttpUtility
            .ParseQueryString(browser.Address.Query)["iss"]
            .ShouldBe(clients.Demo.Provider.AbsoluteUri);
        browser.StopBefore = null;
        await browser.Get(browser.Address);

        var page = Json(browser, apache);
        var subject = page.GetProperty("sub").GetString();
        page.GetProperty("user").GetString().ShouldStartWith($"{subject}@");
        page.GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        page.GetProperty("email").GetString().ShouldBe(person.Ready.Email);
        page.GetProperty("given_name").GetString().ShouldBe(person.GivenName);

        var first = await Info(browser, apache);
        first.GetProperty("userinfo").GetProperty("sub").GetString().ShouldBe(subject);
        await browser.Get(
            Hook(
                $"refresh={Uri.EscapeDataString(new Uri(clients.ApacheSite, "tool/").AbsoluteUri)}&access_token={Token(first, "access_token")}"
            )
        );
        browser.Address.Query.ShouldNotContain("error_code", Case.Sensitive, apache.Log);
        var second = await Info(browser, apache);
        Token(second, "refresh_token").ShouldNotBe(Token(first, "refresh_token"));
        Token(second, "access_token").ShouldNotBe(Token(first, "access_token"));

        var signedOut = new Uri(clients.ApacheSite, "signed-out.html");
        await browser.Get(Hook($"logout={Uri.EscapeDataString(signedOut.AbsoluteUri)}"));
        browser.Address.ShouldBe(signedOut);
        (
            await clients.RefreshError(RegisteredClients.Apache, Token(second, "refresh_token"))
        ).ShouldBe("invalid_grant");
        await browser.Get(new Uri(clients.ApacheSite, "tool/"));
        browser.IsAt(clients.Demo.Provider).ShouldBeTrue();
        browser.Has("password").ShouldBeTrue(browser.Text);
    }

    private Uri Hook(string query) => new(clients.ApacheSite, $"tool/redirect_uri?{query}");

    private async Task<JsonElement> Info(FormWalker browser, ApacheServer apache)
    {
        await browser.Get(Hook("info=json"));
        return Json(browser, apache);
    }

    private static string Token(JsonElement info, string name) =>
        info.GetProperty(name).GetString()!;

    private static JsonElement Json(FormWalker browser, ApacheServer apache)
    {
        var text = browser.Page.Body?.TextContent ?? "";
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException(
                $"{browser.Address.AbsolutePath} answered '{text}'.\n{apache.Log}"
            );
        }
    }

    private static void AsksWithProofs(IReadOnlyList<string> requested)
    {
        var asked = HttpUtility.ParseQueryString(
            new Uri(
                requested.First(address =>
                    address.Contains("/connect/authorize", StringComparison.Ordinal)
                )
            ).Query
        );
        asked["code_challenge_method"].ShouldBe("S256");
        asked["state"].ShouldNotBeNullOrEmpty();
        asked["nonce"].ShouldNotBeNullOrEmpty();
    }
}
