using System.Text.Json;
using System.Web;
using SecureAccess.EndToEnd.Processes;
using SecureAccess.EndToEnd.Walks;
using Shouldly;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>A site with the OpenID Connect handler of ASP.NET Core in its ordinary settings.</summary>
[Collection(RegisteredClients.Collection)]
public sealed class AspNetCoreTests(RegisteredClients clients)
{
    [Fact]
    public async Task The_handler_of_ASP_NET_Core_signs_in_refreshes_and_signs_out()
    {
        await using var site = await AspNetCoreSite.Start(clients);
        var person = DemoPerson.Of("james-carter");
        List<string> requested = [];
        using var browser = RegisteredClients.Browser(
            requested,
            new Uri(clients.AspNetCoreSite, "signin-oidc")
        );

        await browser.Get(clients.AspNetCoreSite);
        await new FormSignIn(clients.Demo, browser).Do(person, "text");
        HttpUtility
            .ParseQueryString(browser.Address.Query)["iss"]
            .ShouldBe(clients.Demo.Provider.AbsoluteUri);
        browser.StopBefore = null;
        await browser.Get(browser.Address);

        var first = Json(browser);
        first["sub"].ShouldNotBeNullOrEmpty();
        first["email"].ShouldBe(person.Ready.Email);
        first["given_name"].ShouldBe(person.GivenName);

        await browser.Get(new Uri(clients.AspNetCoreSite, "refresh"));
        var second = Json(browser);
        second["sub"].ShouldBe(first["sub"]);
        second["refresh_token"].ShouldNotBe(first["refresh_token"]);
        second["access_token"].ShouldNotBe(first["access_token"]);

        await browser.Get(new Uri(clients.AspNetCoreSite, "sign-out"));
        browser.Address.ShouldBe(new Uri(clients.AspNetCoreSite, "signed-out"));
        // The handler makes a state of its own and goes on only when it comes back.
        requested.ShouldContain(address =>
            address.Contains("signout-callback-oidc?state=", StringComparison.Ordinal)
        );
        (
            await clients.RefreshError(RegisteredClients.AspNetCore, second["refresh_token"])
        ).ShouldBe("invalid_grant");
        await browser.Get(clients.AspNetCoreSite);
        browser.Has("password").ShouldBeTrue(browser.Text);
    }

    private static Dictionary<string, string> Json(FormWalker browser) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            browser.Page.Body?.TextContent ?? ""
        )!;
}
