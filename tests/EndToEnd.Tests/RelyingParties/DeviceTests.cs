using System.Text.Json.Nodes;
using System.Web;
using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;
using Shouldly;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>A device without a keyboard, written with npm's openid-client; the person decides in a real browser, on another machine as it were.</summary>
[Collection(RegisteredClients.Collection)]
public sealed class DeviceTests(RegisteredClients clients)
{
    private const string Device = "rp-device";

    // Fails when: a page of the device flow needs JavaScript, axe finds something on one, or the device is not told what was allowed.
    [Theory]
    [InlineData("maria-lopez", true)]
    [InlineData("james-carter", false)]
    public async Task A_person_allows_a_device_to_act_for_them(string personId, bool javaScript)
    {
        var person = DemoPerson.Of(personId);
        var device = await Run(
            person,
            javaScript,
            async browser =>
            {
                await browser.GoOn();
                browser.PathNow.ShouldBe("/device/connected");
            }
        );
        var subject = device["sign-in"].GetProperty("sub").GetString();
        subject.ShouldNotBeNullOrEmpty();
        device["sign-in"].GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        device["userinfo"].GetProperty("sub").GetString().ShouldBe(subject);
        device["userinfo"]
            .GetProperty("preferred_username")
            .GetString()
            .ShouldBe(person.Ready.Username);
    }

    // Fails when: a refusal is not told to the device, or gives it anything.
    [Fact]
    public async Task A_person_refuses_a_device()
    {
        var device = await Run(
            DemoPerson.Of("aisha-khan"),
            javaScript: true,
            browser => browser.Press("form[action*='eny'] button")
        );
        device["refused"].GetProperty("error").GetString().ShouldBe("access_denied");
        Should.Throw<InvalidOperationException>(() => device["sign-in"]);
    }

    private async Task<ScriptClient> Run(
        DemoPerson person,
        bool javaScript,
        Func<PersonsBrowser, Task> decide
    )
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        Installed.RequireNode("openid-client");
        await clients.Register(
            new JsonObject
            {
                ["client_id"] = Device,
                ["client_name"] = "Tax television",
                ["token_endpoint_auth_method"] = "none",
                ["grant_types"] = new JsonArray("urn:ietf:params:oauth:grant-type:device_code"),
                ["scope"] = "openid profile",
            }
        );
        await using var chromium = await Chromium.Start();
        await using var browser = await chromium.Open(javaScript: javaScript);
        var steps = new SignInSteps(clients.Demo, new AppCodes(clients.Demo));
        var device = await ScriptClient.Run(
            "node",
            ScriptClient.At("node", "openid-client-device.mjs"),
            new Dictionary<string, string>
            {
                ["ISSUER"] = clients.Demo.Provider.AbsoluteUri,
                ["CLIENT_ID"] = Device,
            },
            async link =>
            {
                if (javaScript)
                {
                    await browser.Open(link);
                }
                else
                {
                    // Typed from the device's screen, as people type.
                    await browser.Open(new Uri(clients.Demo.Provider, link.AbsolutePath));
                    var code = HttpUtility.ParseQueryString(link.Query)["user_code"]!;
                    await browser.Fill(
                        "userCode",
                        code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()
                    );
                }

                await browser.GoOn();
                (await steps.Do(browser, person, "text")).ShouldBe(["password", "method", "code"]);
                (await browser.Text("h1")).ShouldContain("Tax television");
                await decide(browser);
                return new Uri(browser.Page.Url);
            }
        );
        browser.Violations.ShouldBeEmpty();
        return device;
    }
}
