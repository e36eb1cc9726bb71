using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Refusals;

/// <summary>Every parameter of every endpoint, spoilt in every way: a standard error, never a failure of the server.</summary>
public abstract partial class BadInputCases
{
    private protected abstract Engine Engine { get; }

    private static readonly string[] AuthorizeParameters =
    [
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "response_mode",
        "prompt",
        "max_age",
        "display",
        "ui_locales",
        "claims_locales",
        "id_token_hint",
        "login_hint",
        "acr_values",
        "claims",
        "request",
        "request_uri",
        "resource",
        "sign_in_request",
        "nonsense",
    ];

    private static readonly string[] TokenParameters =
    [
        "grant_type",
        "client_id",
        "client_secret",
        "code",
        "redirect_uri",
        "code_verifier",
        "refresh_token",
        "scope",
        "resource",
        "audience",
        "client_assertion",
        "client_assertion_type",
        "device_code",
        "subject_token",
        "subject_token_type",
        "requested_token_type",
        "actor_token",
        "actor_token_type",
        "nonsense",
    ];

    /// <summary>Ways to spoil one value. An array is the same parameter twice.</summary>
    private static readonly string[][] Spoilt =
    [
        [],
        [""],
        [" "],
        ["one", "two"],
        ["", ""],
        [new string('x', 10_000)],
        ["käse-日本語-🧀"],
        ["a\u0000b"],
        ["a\r\nb: c"],
        ["%"],
        ["{\"a\":"],
        ["[]"],
        ["-1"],
        ["99999999999999999999"],
        ["<script>alert(1)</script>"],
        ["' OR 1=1 --"],
        ["../../etc/passwd"],
        ["urn:ietf:params:oauth:request_uri:nonsense"],
        ["eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."],
    ];

    // Fails when: a spoilt parameter makes the authorize endpoint fail, redirect elsewhere, or answer with an error that is not in the dictionary.
    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", false)]
    [InlineData("GET", true)]
    public async Task The_authorize_endpoint_answers_every_spoilt_parameter(
        string method,
        bool signedIn
    )
    {
        await using var host = await TestTool.Start(Engine);
        var tool = TestTool.Alpha(host);
        var browser = signedIn
            ? await TestTool.SignedIn(host, await host.Add(new TestPerson()))
            : host.NewBrowser();
        foreach (var name in AuthorizeParameters)
        {
            foreach (var values in Spoilt)
            {
                var fields = With(tool.AuthorizeParameters(), name, values);
                await (
                    method == "POST"
                        ? browser.Post("/connect/authorize", [.. fields])
                        : browser.Open("/connect/authorize?" + Encoded(fields))
                );
                var what = $"{method} {name}={Shown(values)}: {browser.Url} {browser.Status}";
                if (browser.SentTo is { } address)
                {
                    address.GetLeftPart(UriPartial.Path).ShouldBe("https://alpha.example/cb", what);
                    if (browser.SentParameters.TryGetValue("error", out var error))
                    {
                        ClientErrors.CausesOf.Keys.ShouldContain(error, what);
                    }
                }
                else
                {
                    ((int)browser.Status).ShouldBeLessThan(500, what);
                }
            }
        }
    }

    // Fails when: a spoilt parameter of a pushed request makes the server fail, or is answered with anything but a reference or a known error.
    [Fact]
    public async Task The_endpoint_for_pushed_requests_answers_every_spoilt_parameter()
    {
        await using var host = await TestTool.Start();
        string[] credentials = ["client_secret", "client_assertion", "client_assertion_type"];
        var right = TestTool
            .Alpha(host)
            .AuthorizeParameters()
            .Append(KeyValuePair.Create("client_secret", (string?)"alpha-secret"))
            .ToDictionary();
        foreach (var name in AuthorizeParameters.Concat(credentials))
        {
            foreach (var values in Spoilt)
            {
                await Answers(host, "/connect/par", With(right, name, values), name, values);
            }
        }
    }

    public static TheoryData<string> MachineEndpoints =>
        [
            "/connect/token",
            "/connect/introspect",
            "/connect/revoke",
            "/connect/userinfo",
            "/connect/device",
        ];

    // Fails when: a spoilt parameter makes a machine's endpoint fail, or answer with anything but JSON or a Bearer challenge with a known error.
    [Theory]
    [MemberData(nameof(MachineEndpoints))]
    public async Task A_machines_endpoint_answers_every_spoilt_parameter(string endpoint)
    {
        await using var host = await TestTool.Start(Engine);
        string[] grants = endpoint == "/connect/token" ? Grants : ["any"];
        foreach (var grant in grants)
        {
            foreach (var name in TokenParameters.Append("token").Append("token_type_hint"))
            {
                foreach (var values in Spoilt)
                {
                    await Answers(host, endpoint, With(Right(grant), name, values), name, values);
                }
            }
        }
    }

    private static readonly string[] Grants =
    [
        "authorization_code",
        "refresh_token",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
    ];

    private static Dictionary<string, string?> Right(string grant) =>
        new()
        {
            ["grant_type"] = grant,
            ["client_id"] = "alpha",
            ["client_secret"] = "alpha-secret",
            ["code"] = new string('c', 43),
            ["redirect_uri"] = "https://alpha.example/cb",
            ["code_verifier"] = TestTool.Verifier,
            ["refresh_token"] = new string('r', 43),
            ["token"] = new string('t', 43),
        };

    private static async Task Answers(
        SecureAccessHost host,
        string endpoint,
        IEnumerable<(string Name, string Value)> fields,
        string name,
        string[] values
    )
    {
        using var http = host.NewHttpClient();
        using var content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        using var answer = await http.PostAsync(new Uri(endpoint, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        var what = $"{endpoint} {name}={Shown(values)}: {(int)answer.StatusCode} {body}";

        ((int)answer.StatusCode).ShouldBeLessThan(500, what);
        body.ShouldNotStartWith("<", Case.Sensitive, what);
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            // What is only passed on may be anything.
            endpoint.ShouldBe("/connect/par");
            return;
        }

        if (answer.StatusCode == HttpStatusCode.OK)
        {
            // Introspection says "not active", revocation nothing: neither tells more of what is not there.
            endpoint.ShouldBeOneOf("/connect/introspect", "/connect/revoke");
            return;
        }

        var error =
            body.Length > 0
                ? JsonDocument.Parse(body).RootElement.GetProperty("error").GetString()!
                : Challenge().Match(answer.Headers.WwwAuthenticate.ToString()).Groups[1].Value;
        if (endpoint == "/connect/userinfo" && error.Length == 0)
        {
            // RFC 6750 3.1: who showed no token gets a bare challenge.
            answer
                .Headers.WwwAuthenticate.ToString()
                .ShouldStartWith("Bearer", Case.Sensitive, what);
            return;
        }

        ClientErrors.CausesOf.Keys.ShouldContain(error, what);
        foreach (var value in values.Where(value => value.Length > 3))
        {
            body.ShouldNotContain(value, Case.Sensitive, what);
        }
    }

    private static List<(string Name, string Value)> With(
        Dictionary<string, string?> right,
        string name,
        string[] values
    ) =>
        right
            .Where(pair => pair.Key != name)
            .Select(pair => (pair.Key, pair.Value!))
            .Concat(values.Select(value => (name, value)))
            .ToList();

    private static string Encoded(IEnumerable<(string Name, string Value)> fields) =>
        string.Join(
            '&',
            fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")
        );

    [GeneratedRegex("error=\"([a-z_]+)\"")]
    private static partial Regex Challenge();

    private static string Shown(string[] values) =>
        string.Join(" & ", values.Select(value => value.Length > 40 ? value[..40] + "…" : value));
}

[Trait("Engine", "Sqlite")]
public sealed class BadInputOnSqliteTests : BadInputCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class BadInputOnPostgreSqlTests : BadInputCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}

[Trait("Engine", "SqlServer")]
public sealed class BadInputOnSqlServerTests : BadInputCases
{
    private protected override Engine Engine => Engine.SqlServer;
}
