using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Journeys;

/// <summary>What tests of the pages do again and again: send a person from a tool, sign in, and say where the browser is.</summary>
internal static class Visitor
{
    /// <summary>Two tools: one of the agency's own that needs a verified identity, and one of a third party that asks for consent.</summary>
    public const string Tools = """
        [
          { "client_id": "own-tool", "client_name": "Own tool", "redirect_uris": ["https://own.example/callback"],
            "token_endpoint_auth_method": "none", "scope": "openid profile", "first_party": true, "sector": "own",
            "minimum_acr": "urn:secureaccess:acr:identity" },
          { "client_id": "other-tool", "client_name": "Other tool", "client_uri": "https://other.example/", "redirect_uris": ["https://other.example/callback"],
            "token_endpoint_auth_method": "none", "scope": "openid profile email", "sector": "other" }
        ]
        """;

    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <summary>A host with the tools and one person.</summary>
    public static async Task<SecureAccessHost> HostWithTools(
        TestPerson person,
        HostWishes? wishes = null
    )
    {
        var host = await SecureAccessHost.Start(wishes);
        await host.AddClients(Tools);
        await host.Add(person);
        return host;
    }

    /// <summary>The address by which a tool sends a person.</summary>
    /// <param name="tool"><c>own</c> or <c>other</c>.</param>
    /// <param name="more">Further parameters, beginning with <c>&amp;</c>.</param>
    public static string From(string tool, string more = "") =>
        $"/connect/authorize?client_id={tool}-tool&response_type=code&redirect_uri=https%3A%2F%2F{tool}.example%2Fcallback"
        + $"&scope=openid+profile&state=s&nonce=n&code_challenge={Challenge}&code_challenge_method=S256{more}";

    /// <summary>Enters name and password on the page where the browser is.</summary>
    public static Task<Browser> EnterPassword(this Browser browser, TestPerson person) =>
        browser.Submit(("username", person.Username!), ("password", person.Password));

    /// <summary>Chooses text, and enters the code that was sent.</summary>
    public static async Task<Browser> EnterCodeByText(
        this Browser browser,
        SecureAccessHost host,
        TestPerson person
    )
    {
        await browser.Submit(("method", "text"));
        return await browser.Submit(("code", await host.NewestCode(person.Phone!)));
    }

    /// <summary>Opens an address, and signs in from there.</summary>
    public static async Task<Browser> SignIn(
        this Browser browser,
        SecureAccessHost host,
        TestPerson person,
        string from = "/sign-in"
    )
    {
        await browser.Open(from);
        await browser.EnterPassword(person);
        return await browser.EnterCodeByText(host, person);
    }

    /// <summary>The page's heading.</summary>
    public static string Heading(this Browser browser) =>
        browser.Page.QuerySelector("main h1")!.TextContent.Trim();

    /// <summary>The path without the query.</summary>
    public static string Path(this Browser browser) => browser.Url.AbsolutePath;

    /// <summary>The error beside a field, tied to it for screen readers; null when there is none.</summary>
    public static string? ErrorBeside(this Browser browser, string field)
    {
        var error = browser.Page.GetElementById($"{field}-error");
        if (error is not null)
        {
            browser
                .Page.QuerySelectorAll($"[aria-describedby~='{field}-error']")
                .ShouldNotBeEmpty("The error is not tied to its field.");
            browser
                .Page.QuerySelectorAll($"[data-error-summary] a[href='#{field}']")
                .ShouldHaveSingleItem("The summary has no link to the field.");
            browser.Page.GetElementById(field).ShouldNotBeNull("The summary's link leads nowhere.");
        }

        return error?.TextContent.Trim();
    }

    /// <summary>What an input holds.</summary>
    public static string? ValueOf(this Browser browser, string field) =>
        browser
            .Page.QuerySelector<IHtmlInputElement>($"input[name='{field}']")
            ?.GetAttribute("value");
}
