using System.Text.Json;
using System.Web;
using SecureAccess.EndToEnd.Processes;
using SecureAccess.EndToEnd.Walks;
using Shouldly;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>
/// Clients that are written with a library: each signs a person in, asks userinfo, refreshes and signs out, with nothing but its
/// ordinary settings. The libraries check state, nonce, issuer, signature and subject themselves, and end with an error otherwise.
/// </summary>
[Collection(RegisteredClients.Collection)]
public sealed class ScriptClientTests(RegisteredClients clients)
{
    [Theory]
    [InlineData(RegisteredClients.Basic, "client_secret_basic", "maria-lopez", "text")]
    [InlineData(RegisteredClients.Encoded, "client_secret_basic", "james-carter", "voice")]
    [InlineData(RegisteredClients.Post, "client_secret_post", "james-carter", "text")]
    [InlineData(RegisteredClients.Public, "none", "aisha-khan", "text")]
    [InlineData(RegisteredClients.Pusher, "private_key_jwt", "maria-lopez", "text")]
    public async Task Openid_client_of_npm_signs_in_refreshes_and_signs_out(
        string client,
        string authentication,
        string person,
        string method
    )
    {
        Installed.RequireNode("openid-client");
        await Completes(Node("openid-client"), client, authentication, person, method);
    }

    [Theory]
    [InlineData(RegisteredClients.Basic, "client_secret_basic", "maria-lopez", "voice")]
    [InlineData(RegisteredClients.Public, "none", "aisha-khan", "voice")]
    public async Task Oauth4webapi_of_npm_signs_in_refreshes_and_signs_out(
        string client,
        string authentication,
        string person,
        string method
    )
    {
        Installed.RequireNode("oauth4webapi");
        await Completes(Node("oauth4webapi"), client, authentication, person, method);
    }

    [Fact]
    public async Task Authlib_of_Debian_signs_in_refreshes_and_signs_out()
    {
        Installed.RequireAuthlib();
        await Completes(
            (Installed.Python, ScriptClient.At("python", "authlib_client.py")),
            RegisteredClients.Basic,
            "client_secret_basic",
            "aisha-khan",
            "text"
        );
    }

    private static (string Program, string Script) Node(string script) =>
        ("node", ScriptClient.At("node", $"{script}.mjs"));

    private async Task Completes(
        (string Program, string Script) command,
        string client,
        string authentication,
        string personId,
        string method
    )
    {
        var person = DemoPerson.Of(personId);
        List<string> requested = [];
        using var browser = RegisteredClients.Browser(requested, clients.Scripts);
        var run = await ScriptClient.Run(
            command.Program,
            command.Script,
            Settings(client, authentication),
            async address =>
            {
                await browser.Get(address);
                if (address.AbsolutePath == "/connect/authorize")
                {
                    await new FormSignIn(clients.Demo, browser).Do(person, method);
                }

                return browser.Address;
            }
        );

        var asked = HttpUtility.ParseQueryString(run.Opened[0].Query);
        if (client == RegisteredClients.Pusher)
        {
            CarriesAReferenceOnly(asked);
        }
        else
        {
            AsksWithProofs(asked);
        }

        HttpUtility
            .ParseQueryString(run.Arrived[0].Query)["iss"]
            .ShouldBe(clients.Demo.Provider.AbsoluteUri);
        var subject = run["sign-in"].GetProperty("sub").GetString();
        run["sign-in"].GetProperty("iss").GetString().ShouldBe(clients.Demo.Provider.AbsoluteUri);
        run["sign-in"].GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        Tells(run["userinfo"], person, subject);
        Tells(run["refresh"], person, subject);
        run["refresh"].GetProperty("rotated").GetBoolean().ShouldBeTrue();
        run["refresh"].GetProperty("renewed").GetBoolean().ShouldBeTrue();
        run.Arrived[1].AbsolutePath.ShouldBe("/signed-out");
        run["sign-out"].GetProperty("stateReturned").GetBoolean().ShouldBeTrue();
        run["refresh-after"].GetProperty("error").GetString().ShouldBe("invalid_grant");
        if (client == RegisteredClients.Pusher)
        {
            await IsUsedUp(browser, run.Opened[0]);
        }
        else
        {
            await IsSignedOut(browser, run.Opened[0]);
        }
    }

    private Dictionary<string, string> Settings(string client, string authentication)
    {
        var settings = new Dictionary<string, string>
        {
            ["ISSUER"] = clients.Demo.Provider.AbsoluteUri,
            ["CLIENT_ID"] = client,
            ["AUTH_METHOD"] = authentication,
            ["REDIRECT_URI"] = new Uri(clients.Scripts, "callback").AbsoluteUri,
            ["POST_LOGOUT_REDIRECT_URI"] = new Uri(clients.Scripts, "signed-out").AbsoluteUri,
            ["AUTHLIB_INSECURE_TRANSPORT"] = "1",
        };
        switch (authentication)
        {
            case "none":
                break;
            case "private_key_jwt":
                settings["PRIVATE_KEY"] = clients.PusherKey;
                settings["PUSH"] = "1";
                break;
            default:
                settings["CLIENT_SECRET"] = clients.SecretOf(client);
                break;
        }

        return settings;
    }

    private static void CarriesAReferenceOnly(
        System.Collections.Specialized.NameValueCollection query
    )
    {
        query.AllKeys.Order().ShouldBe(["client_id", "request_uri"]);
        query["request_uri"].ShouldStartWith("urn:ietf:params:oauth:request_uri:");
    }

    // The reference that the browser carried works once: going back to its address is a page of the provider.
    private async Task IsUsedUp(FormWalker browser, Uri authorize)
    {
        await browser.Get(authorize);
        browser.Address.Authority.ShouldBe(clients.Demo.Provider.Authority);
        browser.Address.AbsolutePath.ShouldBe("/connect/authorize");
    }

    private static void AsksWithProofs(System.Collections.Specialized.NameValueCollection query)
    {
        query["code_challenge_method"].ShouldBe("S256");
        query["code_challenge"].ShouldNotBeNullOrEmpty();
        query["state"].ShouldNotBeNullOrEmpty();
        query["nonce"].ShouldNotBeNullOrEmpty();
    }

    private static void Tells(JsonElement userInfo, DemoPerson person, string? subject)
    {
        userInfo.GetProperty("sub").GetString().ShouldBe(subject);
        userInfo.GetProperty("email").GetString().ShouldBe(person.Ready.Email);
        userInfo.GetProperty("given_name").GetString().ShouldBe(person.GivenName);
    }

    private static async Task IsSignedOut(FormWalker browser, Uri authorize)
    {
        await browser.Get(new Uri($"{authorize.AbsoluteUri}&prompt=none"));
        HttpUtility.ParseQueryString(browser.Address.Query)["error"].ShouldBe("login_required");
    }
}
