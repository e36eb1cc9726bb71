using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Sessions;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Protocol.Resources;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Devices;

public sealed partial class DeviceFlowTests
{
    // Fails when: a member of the answer is missing, the addresses follow the Host header, or a code lives longer than told.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_device_is_told_where_its_person_goes_and_with_which_code()
    {
        await using var host = await TestDevice.Start();
        var codes = await TestDevice.Tv(host).Ask();
        codes.DeviceCode.Length.ShouldBe(43);
        UserCode().IsMatch(codes.UserCode).ShouldBeTrue(codes.UserCode);
        codes.Json.GetProperty("verification_uri").GetString().ShouldBe("http://localhost/device");
        codes
            .Json.GetProperty("verification_uri_complete")
            .GetString()
            .ShouldBe($"http://localhost/device?user_code={codes.UserCode}");
        codes.Json.GetProperty("expires_in").GetInt32().ShouldBe(600);
        codes.Json.GetProperty("interval").GetInt32().ShouldBe(5);
    }

    // Fails when: a person who signs in for a device does not get to the decision, or the device not to tokens of that sign-in.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_person_types_the_code_signs_in_agrees_and_the_device_goes_on()
    {
        await using var host = await TestDevice.Start();
        var person = new TestPerson();
        await host.Add(person);
        var tv = TestDevice.Tv(host);
        var codes = await tv.Ask(("scope", "openid email"));
        var waiting = await tv.Poll(codes);
        waiting.Status.ShouldBe(HttpStatusCode.BadRequest);
        waiting.Error.ShouldBe("authorization_pending");

        var browser = host.NewBrowser();
        await TestDevice.Type(browser, codes);
        browser.Path().ShouldBe("/sign-in");
        browser.MainText.ShouldContain("Television");
        await browser.EnterPassword(person);
        await browser.EnterCodeByText(host, person);
        browser.Path().ShouldBe("/consent");
        browser.Heading().ShouldBe("Let a device use Television in your name?");
        browser.MainText.ShouldContain("Only go on if you began this on a device in front of you");
        browser.Page.QuerySelector("[data-user-code]")!.TextContent.ShouldBe(codes.UserCode);
        browser
            .Page.QuerySelectorAll("[data-scope]")
            .Select(item => item.GetAttribute("data-scope"))
            .ShouldBe(["openid", "email"]);
        await browser.Submit();
        browser.Heading().ShouldBe("Go back to your device");

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var answer = await tv.Poll(codes);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        var idToken = answer.IdToken;
        idToken.Audiences.ShouldBe(["tv"]);
        idToken.GetPayloadValue<string>("acr").ShouldBe(Acr.Identity);
        idToken.GetPayloadValue<string[]>("amr").ShouldBe(["pwd", "sms", "mfa"]);
        idToken
            .GetPayloadValue<long>("auth_time")
            .ShouldBe(host.Clock.GetUtcNow().AddSeconds(-5).ToUnixTimeSeconds());
        idToken.GetPayloadValue<string>("sid").ShouldNotBeNullOrEmpty();
        answer.RefreshToken.ShouldBeNull();
        var told = await tv.Tool.UserInfo(answer.AccessToken);
        told.Text("email").ShouldBe(person.Email);
        told.Text("sub").ShouldBe(idToken.Subject);
    }

    // Fails when: a device gets another answer than access_denied after a refusal, or anything besides.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_person_who_refuses_ends_it()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tv = TestDevice.Tv(host);
        var codes = await tv.Ask();
        await TestDevice.Type(browser, codes);
        await browser.SubmitForm("main form[action*='Deny']");
        browser.Path().ShouldBe("/device/refused");
        (await tv.Poll(codes)).Error.ShouldBe("access_denied");
        await TestDevice.Type(browser, codes);
        browser.Path().ShouldBe("/device");
        browser.ErrorBeside("userCode").ShouldNotBeNull();
    }

    // Fails when: a person is connected without being asked, because the client is the agency's own or was agreed to before (RFC 8628 5.4).
    [Fact]
    [Trait("Threat", "Phishing-relay")]
    public async Task A_person_is_asked_each_time_and_for_first_party_clients_too()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        foreach (var device in (TestDevice[])[TestDevice.Counter(host), TestDevice.Tv(host)])
        {
            await device.Tokens(browser);
            var again = await device.Ask();
            await TestDevice.Type(browser, again);
            browser.Path().ShouldBe("/consent");
            (await device.Poll(again)).Error.ShouldBe("authorization_pending");
        }
    }

    // Fails when: a browser in which the code was not typed decides about the device, or goes on with its request.
    [Fact]
    [Trait("Threat", "Sign-in-request-confusion")]
    public async Task A_code_without_this_browsers_request_decides_nothing()
    {
        await using var host = await TestDevice.Start();
        var account = await host.Add(new TestPerson());
        var (victim, attacker) = (
            await TestTool.SignedIn(host, account),
            await TestTool.SignedIn(host, await host.Add(TestPerson.Second))
        );
        var tv = TestDevice.Tv(host);
        var codes = await tv.Ask();
        await TestDevice.Type(attacker, codes);
        var id = attacker.Url.Query;
        await victim.Open("/connect/device/decision" + id);
        victim.Status.ShouldBe(HttpStatusCode.BadRequest);
        await victim.Open("/connect/authorize" + id);
        victim.Status.ShouldBe(HttpStatusCode.BadRequest);
        await victim.Open("/consent" + id);
        victim.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await tv.Poll(codes)).Error.ShouldBe("authorization_pending");
    }

    // Fails when: the client's minimum does not bind, or a person who cannot reach it is not led to what is missing.
    [Fact]
    [Trait("Requirement", "D18")]
    public async Task The_clients_minimum_assurance_binds()
    {
        await using var host = await TestDevice.Start();
        var person = new TestPerson { Verified = false };
        var browser = await TestTool.SignedIn(host, await host.Add(person));
        var counter = TestDevice.Counter(host);
        var codes = await counter.Ask();
        await TestDevice.Type(browser, codes);
        browser.Path().ShouldBe("/sign-in/identity-needed");
        await browser.SubmitForm("main form[action*='Decline']");
        browser.Path().ShouldBe("/device/refused");
        (await counter.Poll(codes)).Error.ShouldBe("access_denied");
    }

    // Fails when: max_age, or an assurance that nobody can reach, is ignored for a device.
    [Fact]
    public async Task A_device_may_ask_for_a_fresh_second_factor_and_not_for_what_nobody_reaches()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var tv = TestDevice.Tv(host);
        await TestDevice.Type(browser, await tv.Ask(("max_age", "300")));
        browser.Path().ShouldBe("/sign-in/method");
        var refused = await tv.Tool.Post(
            "/connect/device",
            ("scope", "openid"),
            ("acr_values", "urn:secureaccess:acr:identity:phishing-resistant")
        );
        refused.Error.ShouldBe("unmet_authentication_requirements");
    }

    // Fails when: a device's tokens outlive the session that they were given in, or a grant that was withdrawn (D17).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task What_a_device_holds_ends_as_that_of_every_client()
    {
        await using var host = await TestDevice.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var kiosk = TestDevice.Kiosk(host);
        var bound = await kiosk.Tokens(browser);
        var offline = await kiosk.Tokens(browser, ("scope", "openid offline_access"));
        await browser.Open("/sign-out");
        await browser.Submit();
        (await kiosk.Tool.UserInfo(bound.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await kiosk.Tool.Refresh(bound.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await kiosk.Tool.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        var refreshed = await kiosk.Tool.Refresh(offline.RefreshToken!);
        refreshed.Status.ShouldBe(HttpStatusCode.OK);

        await host.Do(services =>
            services
                .GetRequiredService<Grants>()
                .RevokeAllOf(account, "test", CancellationToken.None)
        );
        (await kiosk.Tool.UserInfo(refreshed.AccessToken)).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await kiosk.Tool.Refresh(refreshed.RefreshToken!)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a session that ended between the decision and the device's question still yields tokens (D17).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_person_who_signs_out_before_the_device_asks_takes_it_back()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var kiosk = TestDevice.Kiosk(host);
        var codes = await kiosk.Ask();
        await TestDevice.Approve(browser, codes);
        await browser.Open("/sign-out");
        await browser.Submit();
        (await kiosk.Poll(codes)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a device gets a token for an API that it did not ask for or may not, or its person is not told of the API (RFC 8707).
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_device_asks_for_an_api_and_its_person_is_told()
    {
        await using var host = await ResourceClients.Start();
        await host.AddClients(
            $$"""
            [{"client_id":"radio","token_endpoint_auth_method":"none","grant_types":["{{TestDevice.Grant}}"],"scope":"openid",
              "resources":["{{ResourceClients.Ledger}}"]}]
            """
        );
        var radio = new TestDevice(host, "radio", null);
        (
            await radio.Tool.Post("/connect/device", ("resource", ResourceClients.Notes))
        ).Error.ShouldBe("invalid_target");

        var codes = await radio.Ask(("resource", ResourceClients.Ledger));
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await TestDevice.Type(browser, codes);
        browser
            .Page.QuerySelector("[data-resource]")!
            .GetAttribute("data-resource")
            .ShouldBe(ResourceClients.Ledger);
        await browser.Submit();
        (await radio.Poll(codes)).Access.Audiences.ShouldBe([ResourceClients.Ledger]);

        // This server is nobody's to agree to.
        (
            await radio.Tokens(browser, ("resource", host.Origin.AbsoluteUri))
        ).Access.Audiences.ShouldBe([host.Origin.AbsoluteUri]);

        // One that is switched off meanwhile does not keep the person at the page; there is no token for it.
        var late = await radio.Ask(("resource", ResourceClients.Ledger));
        await TestDevice.Type(browser, late);
        await host.Do(services =>
            services.GetRequiredService<ClientSwitch>().Disable("ledger", CancellationToken.None)
        );
        await browser.Submit();
        browser.Path().ShouldBe("/device/connected");
        (await radio.Poll(late)).Error.ShouldBe("invalid_target");
    }

    // Fails when: discovery leaves the flow out.
    [Fact]
    public async Task Discovery_tells_of_it()
    {
        await using var host = await TestDevice.Start();
        using var http = host.NewHttpClient();
        var told = System.Text.Json.JsonDocument.Parse(
            await http.GetStringAsync("/.well-known/openid-configuration")
        );
        told.RootElement.GetProperty("device_authorization_endpoint")
            .GetString()
            .ShouldBe("http://localhost/connect/device");
        told.RootElement.GetProperty("grant_types_supported")
            .EnumerateArray()
            .Select(grant => grant.GetString())
            .ShouldContain(TestDevice.Grant);
    }

    [GeneratedRegex("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$")]
    private static partial Regex UserCode();
}
