using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Protocol.Resources;

/// <summary>APIs, and clients that ask for tokens for them.</summary>
internal static class ResourceClients
{
    public const string Ledger = "https://ledger.example/";
    public const string Notes = "urn:example:notes";
    public const string Weather = "https://weather.example/v1";
    public const string Secret = "https://secret.example/";

    /// <summary>Ledger and notes know people by the same names, weather by others; no client lists the last API.</summary>
    private const string Json = """
        [{"client_id":"ledger","client_secret":"ledger-secret","grant_types":["urn:ietf:params:oauth:grant-type:token-exchange"],
          "resource_identifier":"https://ledger.example/","resources":["urn:example:notes","https://weather.example/v1"],"sector":"apis","first_party":true,"scope":"openid email"},
         {"client_id":"notes","client_secret":"notes-secret","grant_types":["urn:ietf:params:oauth:grant-type:token-exchange"],
          "resource_identifier":"urn:example:notes","resources":["https://ledger.example/","https://weather.example/v1"],"sector":"apis","first_party":true,"scope":"openid"},
         {"client_id":"weather","client_secret":"weather-secret","grant_types":[],"resource_identifier":"https://weather.example/v1"},
         {"client_id":"secret","client_secret":"secret-secret","grant_types":[],"resource_identifier":"https://secret.example/"},
         {"client_id":"shop","client_secret":"shop-secret","redirect_uris":["https://shop.example/cb"],"first_party":true,
          "grant_types":["authorization_code","refresh_token","client_credentials"],"scope":"openid email profile offline_access",
          "resources":["https://ledger.example/","urn:example:notes","https://weather.example/v1"]},
         {"client_id":"plain","client_secret":"plain-secret","redirect_uris":["https://plain.example/cb"],"first_party":true,
          "grant_types":["authorization_code","refresh_token"],"resources":["https://ledger.example/"]}]
        """;

    public static TestTool Shop(SecureAccessHost host) => new(host, "shop", "shop-secret");

    public static TestTool Plain(SecureAccessHost host) => new(host, "plain", "plain-secret");

    public static TestTool ApiClient(SecureAccessHost host, string id) =>
        new(host, id, $"{id}-secret");

    public static async Task<SecureAccessHost> Start(Engine engine = Engine.Sqlite)
    {
        var host = await TestTool.Start(engine);
        await host.AddClients(Json);
        return host;
    }

    /// <summary>A code for these resources.</summary>
    public static async Task<string> Code(
        TestTool tool,
        Browser browser,
        string[] resources,
        params (string Name, string? Value)[] changes
    )
    {
        await Ask(tool, browser, resources, changes);
        return browser
            .SentParameters.GetValueOrDefault("code")
            .ShouldNotBeNull(browser.SentTo?.Query ?? browser.Body);
    }

    /// <summary>Tokens for these resources, with all that was asked for.</summary>
    public static async Task<TokenAnswer> Tokens(
        TestTool tool,
        Browser browser,
        string[] resources,
        params (string Name, string? Value)[] changes
    ) => await tool.Redeem(await Code(tool, browser, resources, changes));

    /// <summary>Sends an authorize request for these resources.</summary>
    public static Task Ask(
        TestTool tool,
        Browser browser,
        string[] resources,
        params (string Name, string? Value)[] changes
    ) =>
        browser.Open(
            tool.AuthorizeAddress(changes)
                + string.Concat(
                    resources.Select(resource => "&resource=" + Uri.EscapeDataString(resource))
                )
        );
}
