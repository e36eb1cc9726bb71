using System.Net;
using System.Text;
using System.Text.Json;
using SecureAccess.Clients;
using SecureAccess.Tests.Protocol.Pushed;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>
/// The table of profiles: what a client of each must do, may do and cannot do, asked of the real server row by row. It is written to the
/// test's output, so that a table in a document can be compared with it.
/// </summary>
public sealed class ProfileTableTests(ITestOutputHelper output)
{
    private static readonly string[] Columns =
    [
        "basic",
        "basic, public",
        "standard",
        "standard, public",
        "standard, must push",
    ];

    private const string Clients = """
        [{"client_id":"basic-client","client_secret":"basic-client-secret","profile":"basic","redirect_uris":["https://basic-client.example/cb"],"first_party":true},
         {"client_id":"basic-public","token_endpoint_auth_method":"none","profile":"basic","redirect_uris":["https://basic-public.example/cb"],"first_party":true},
         {"client_id":"standard-client","client_secret":"standard-client-secret","redirect_uris":["https://standard-client.example/cb"],"first_party":true},
         {"client_id":"standard-public","token_endpoint_auth_method":"none","redirect_uris":["https://standard-public.example/cb"],"first_party":true},
         {"client_id":"standard-pushing","client_secret":"standard-pushing-secret","redirect_uris":["https://standard-pushing.example/cb"],"first_party":true,
          "require_pushed_authorization_requests":true}]
        """;

    /// <summary>A row: what is sent, and for each column whether it succeeds.</summary>
    public static TheoryData<string, string> Rows =>
        new()
        {
            { "a request with everything", "yes | yes | yes | yes | no" },
            { "no PKCE", "yes | no | no | no | no" },
            { "PKCE with plain", "no | no | no | no | no" },
            { "no nonce", "yes | yes | yes | yes | no" },
            { "no state", "yes | yes | yes | yes | no" },
            { "no redirect_uri", "no | no | no | no | no" },
            { "the scope openid missing", "yes | yes | yes | yes | no" },
            { "response_type token", "no | no | no | no | no" },
            { "response_mode form_post", "yes | yes | yes | yes | no" },
            { "response_mode fragment", "no | no | no | no | no" },
            { "a request object", "no | no | no | no | no" },
            { "request_uri of the client's own", "no | no | no | no | no" },
            { "pushed", "yes | yes | yes | yes | yes" },
            { "pushed, no PKCE", "yes | no | no | no | no" },
            { "pushed, no nonce", "yes | yes | yes | yes | yes" },
            { "a code without its verifier", "no | no | no | no | no" },
            { "a code with another redirect_uri", "no | no | no | no | no" },
            { "a code without client authentication", "no | yes | no | yes | no" },
        };

    // Fails when: a profile demands more or less than the table says.
    [Theory]
    [Trait("Requirement", "R24")]
    [MemberData(nameof(Rows))]
    public async Task Each_profile_allows_what_its_column_says(string row, string expected)
    {
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(Clients);
        var account = await host.Add(new TestPerson());
        var found = new List<string>();
        foreach (var tool in Tools(host))
        {
            var browser = await TestTool.SignedIn(host, account);
            found.Add(await Succeeds(host, tool, browser, row) ? "yes" : "no");
        }

        var line = string.Join(" | ", found);
        output.WriteLine($"| {row} | {line} |");
        line.ShouldBe(expected, $"| | {string.Join(" | ", Columns)} |");
    }

    // Fails when: a profile can be registered that nothing enforces, or the reason is not told.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("basic", null)]
    [InlineData("standard", null)]
    [InlineData(null, null)]
    [InlineData("fapi2", "fapi2 is not supported yet; use standard.")]
    [InlineData("fapi1", "\"fapi1\" is not a profile; use basic or standard.")]
    public void Only_profiles_that_are_kept_can_be_registered(string? profile, string? problem)
    {
        var json = new StringBuilder(
            """{"client_id":"tool","redirect_uris":["https://tool.example/cb"]"""
        );
        json.Append(profile is null ? "}" : $",\"profile\":\"{profile}\"}}");
        var result = ClientRegistrationRules.Check(
            JsonDocument.Parse(json.ToString()).RootElement,
            new RegistrationContext(new HashSet<string>(), SecretsAllowed: false)
        );
        (result as RegistrationResult.Refused)?.Problem.Message.ShouldBe(problem);
        (result is RegistrationResult.Accepted).ShouldBe(problem is null);
    }

    private static TestTool[] Tools(SecureAccessHost host) =>
        [
            new(host, "basic-client", "basic-client-secret"),
            new(host, "basic-public", null),
            new(host, "standard-client", "standard-client-secret"),
            new(host, "standard-public", null),
            new(host, "standard-pushing", "standard-pushing-secret"),
        ];

    private static async Task<bool> Succeeds(
        SecureAccessHost host,
        TestTool tool,
        Browser browser,
        string row
    )
    {
        (string, string?)[] withoutPkce =
        [
            ("code_challenge", null),
            ("code_challenge_method", null),
        ];
        (string, string?)[] changes = row switch
        {
            "no PKCE" or "pushed, no PKCE" => withoutPkce,
            "PKCE with plain" => [("code_challenge_method", "plain")],
            "no nonce" or "pushed, no nonce" => [("nonce", null)],
            "no state" => [("state", null)],
            "no redirect_uri" => [("redirect_uri", null)],
            "the scope openid missing" => [("scope", "profile")],
            "response_type token" => [("response_type", "token")],
            "response_mode form_post" => [("response_mode", "form_post")],
            "response_mode fragment" => [("response_mode", "fragment")],
            "a request object" => [("request", "e30.e30.")],
            "request_uri of the client's own" => [("request_uri", "https://tool.example/r")],
            _ => [],
        };
        if (row.StartsWith("pushed", StringComparison.Ordinal))
        {
            return await Pushed(tool, browser, changes)
                && await Redeems(tool, browser, changes == withoutPkce);
        }

        await browser.Open(tool.AuthorizeAddress(changes));
        if (row == "response_mode form_post")
        {
            return browser.Page.QuerySelector("input[name='code']") is not null;
        }

        if (!row.StartsWith("a code", StringComparison.Ordinal))
        {
            return HasCode(browser) && await Redeems(tool, browser, changes == withoutPkce);
        }

        // These rows are about the token endpoint: everyone who can gets a code first.
        if (!HasCode(browser) && !await Pushed(tool, browser, []))
        {
            return false;
        }

        var code = browser.SentParameters["code"];
        var answer = row switch
        {
            "a code without its verifier" => await tool.Redeem(code, ("code_verifier", null)),
            "a code with another redirect_uri" => await tool.Redeem(
                code,
                ("redirect_uri", "https://tool.example/other")
            ),
            _ => await new TestTool(host, tool.Id, null).Redeem(code),
        };
        return answer.Status == HttpStatusCode.OK;
    }

    private static async Task<bool> Pushed(
        TestTool tool,
        Browser browser,
        (string Name, string? Value)[] changes
    )
    {
        var pushed = await tool.Push(changes);
        if (pushed.Status != HttpStatusCode.Created)
        {
            return false;
        }

        await browser.Open(tool.AddressOf(pushed.Text("request_uri")!));
        return HasCode(browser);
    }

    private static bool HasCode(Browser browser) =>
        browser.SentTo is not null && browser.SentParameters.ContainsKey("code");

    private static async Task<bool> Redeems(TestTool tool, Browser browser, bool withoutVerifier)
    {
        var code = browser.SentParameters["code"];
        var answer = withoutVerifier
            ? await tool.Redeem(code, ("code_verifier", null))
            : await tool.Redeem(code);
        return answer.Status == HttpStatusCode.OK;
    }
}
