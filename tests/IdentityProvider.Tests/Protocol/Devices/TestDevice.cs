using System.Net;
using System.Text.Json;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Protocol.Devices;

/// <summary>A device without a browser: one of the clients of <see cref="Clients"/>.</summary>
internal sealed class TestDevice(SecureAccessHost host, string id, string? secret)
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>A public one, a confidential one with refresh, and one of the agency's own that needs a proofed identity.</summary>
    public const string Clients = $$"""
        [{"client_id":"tv","client_name":"Television","token_endpoint_auth_method":"none","grant_types":["{{Grant}}"],"scope":"openid email"},
         {"client_id":"kiosk","client_name":"Kiosk","client_secret":"kiosk-secret","grant_types":["{{Grant}}","refresh_token"],
          "scope":"openid email offline_access","sector":"kiosks"},
         {"client_id":"counter","client_name":"Counter","client_secret":"counter-secret","grant_types":["{{Grant}}"],"first_party":true,
          "scope":"openid","minimum_acr":"urn:secureaccess:acr:identity"}]
        """;

    private readonly TestTool tool = new(host, id, secret);

    public TestTool Tool => tool;

    public static TestDevice Tv(SecureAccessHost host) => new(host, "tv", null);

    public static TestDevice Kiosk(SecureAccessHost host) => new(host, "kiosk", "kiosk-secret");

    public static TestDevice Counter(SecureAccessHost host) =>
        new(host, "counter", "counter-secret");

    /// <summary>A host with the usual tools and these devices.</summary>
    public static async Task<SecureAccessHost> Start(Engine engine = Engine.Sqlite)
    {
        var host = await TestTool.Start(engine);
        await host.AddClients(Clients);
        return host;
    }

    /// <summary>The device asks for its codes.</summary>
    public async Task<DeviceCodes> Ask(params (string Name, string? Value)[] changes)
    {
        var answer = await tool.Post("/connect/device", [("scope", "openid"), .. changes]);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        return new DeviceCodes(answer.Text("device_code")!, answer.Text("user_code")!, answer.Json);
    }

    /// <summary>The device asks whether its person has decided.</summary>
    public Task<TokenAnswer> Poll(
        DeviceCodes codes,
        params (string Name, string? Value)[] changes
    ) => tool.Token([("grant_type", Grant), ("device_code", codes.DeviceCode), .. changes]);

    /// <summary>The person whose browser this is types the code and agrees.</summary>
    public static async Task Approve(Browser browser, DeviceCodes codes)
    {
        await Type(browser, codes);
        browser.Url.AbsolutePath.ShouldBe("/consent", browser.MainText);
        await browser.Submit();
        browser.Url.AbsolutePath.ShouldBe("/device/connected", browser.MainText);
    }

    /// <summary>The person whose browser this is types the code.</summary>
    public static async Task Type(Browser browser, DeviceCodes codes)
    {
        await browser.Open("/device");
        await browser.Submit(("userCode", codes.UserCode));
    }

    /// <summary>Tokens, all at once.</summary>
    public async Task<TokenAnswer> Tokens(
        Browser browser,
        params (string Name, string? Value)[] changes
    )
    {
        var codes = await Ask(changes);
        await Approve(browser, codes);
        var answer = await Poll(codes);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        return answer;
    }
}

/// <summary>What a device was told.</summary>
internal sealed record DeviceCodes(string DeviceCode, string UserCode, JsonElement Json);
