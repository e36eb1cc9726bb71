using System.Net;
using SecureAccess.Sessions;
using SecureAccess.Tests.Protocol.Devices;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Protocol.Discovery;

/// <summary>One try of each value that discovery may name; a value without one is a failure.</summary>
internal sealed class DiscoveryProbes(DiscoveryGround ground)
{
    private SecureAccessHost Host => ground.Host;
    private TestTool Tool => ground.Tool;

    /// <summary>Tries a value; throws when it does not work.</summary>
    public Task Try(string member, string value) =>
        member switch
        {
            "issuer" => Issuer(value),
            "jwks_uri" => Answers(value),
            _ when member.EndsWith("_endpoint", StringComparison.Ordinal) => Answers(value),
            "grant_types_supported" => Grant(value),
            "response_types_supported" => ResponseType(value),
            "response_modes_supported" => ResponseMode(value),
            "scopes_supported" => Scope(value),
            "claims_supported" => Claim(value),
            "id_token_signing_alg_values_supported" => IdTokenAlgorithm(value),
            "code_challenge_methods_supported" => ChallengeMethod(value),
            "subject_types_supported" => SubjectType(value),
            "prompt_values_supported" => Prompt(value),
            "acr_values_supported" => AcrValue(value),
            "claim_types_supported" => Equal(value, "normal"),
            "ui_locales_supported" => Locale(value),
            "protected_resources" => Resource(value),
            _ when Endpoint(member, "_endpoint_auth_methods_supported") is { } endpoint =>
                Authenticates(endpoint, value, null),
            _ when Endpoint(member, "_endpoint_auth_signing_alg_values_supported")
                    is { } endpoint => Authenticates(endpoint, "private_key_jwt", value),
            _ => Flag(member, value),
        };

    /// <summary>The names of the claims in an ID token and at userinfo of a person with all there is to tell.</summary>
    public async Task<IReadOnlyList<string>> ClaimsTold()
    {
        var tokens = await Tool.Tokens(
            ground.Person,
            ("scope", "openid profile email phone address tin")
        );
        var told = await Tool.UserInfo(tokens.AccessToken);
        return
        [
            .. tokens
                .IdToken.Claims.Select(claim => claim.Type)
                .Concat(told.Json.EnumerateObject().Select(claim => claim.Name))
                .Distinct(),
        ];
    }

    private Task Flag(string member, string value) =>
        (member, value) switch
        {
            ("request_parameter_supported", "False") => Refused(
                "request",
                "e30.e30.",
                "request_not_supported"
            ),
            ("request_uri_parameter_supported", "False") => Refused(
                "request_uri",
                "https://tool.example/request",
                "request_uri_not_supported"
            ),
            ("authorization_response_iss_parameter_supported", "True") => IssInResponse(),
            ("backchannel_logout_supported", "True") => BackChannelLogout("sub"),
            ("backchannel_logout_session_supported", "True") => BackChannelLogout("sid"),
            ("require_pushed_authorization_requests", "False") => Tool.Code(ground.Person),
            ("tls_client_certificate_bound_access_tokens", "False") => NotBound(),
            ("claims_parameter_supported", "True") => SingleClaim(),
            _ => throw new ShouldAssertException("nobody tries it."),
        };

    private async Task Issuer(string value)
    {
        value.ShouldBe(Host.Origin.AbsoluteUri);
        (await Tool.Tokens(ground.Person)).IdToken.Issuer.ShouldBe(value);
    }

    // Right or wrong requests are others' affair; here an endpoint is there, under the issuer's address, by GET or by POST.
    private async Task Answers(string address)
    {
        address.ShouldStartWith(Host.Origin.AbsoluteUri);
        using var http = Host.NewHttpClient();
        using var get = await http.GetAsync(new Uri(address));
        using var nothing = new FormUrlEncodedContent([]);
        using var post = await http.PostAsync(new Uri(address), nothing);
        new[] { get.StatusCode, post.StatusCode }.ShouldContain(status =>
            status != HttpStatusCode.NotFound
            && status != HttpStatusCode.MethodNotAllowed
            && (int)status < 500
        );
    }

    private async Task Grant(string grant)
    {
        switch (grant)
        {
            case "authorization_code":
                await Tool.Tokens(ground.Person);
                break;
            case "refresh_token":
                var tokens = await Tool.Tokens(ground.Person);
                (await Tool.Refresh(tokens.RefreshToken!)).AccessToken.ShouldNotBeNull();
                break;
            case "client_credentials":
                await ground.TokenOf("client_secret_post", null);
                break;
            case "urn:ietf:params:oauth:grant-type:token-exchange":
                var subject = await Tool.Tokens(ground.Person);
                (
                    await Tool.Token(
                        ("grant_type", grant),
                        ("subject_token", subject.AccessToken),
                        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
                        ("resource", DiscoveryGround.Api)
                    )
                ).AccessToken.ShouldNotBeEmpty();
                break;
            case TestDevice.Grant:
                await new TestDevice(Host, Tool.Id, DiscoveryGround.Secret).Tokens(ground.Person);
                break;
            default:
                throw new ShouldAssertException("nobody tries it.");
        }
    }

    private async Task SingleClaim()
    {
        var tokens = await Tool.Tokens(
            ground.Person,
            ("claims", """{"userinfo":{"given_name":null}}""")
        );
        (await Tool.UserInfo(tokens.AccessToken)).Text("given_name").ShouldBe("Maria");
    }

    private async Task Resource(string name) =>
        (await Tool.Tokens(ground.Person, ("resource", name))).Access.Audiences.ShouldBe([name]);

    private async Task ResponseType(string type)
    {
        await Tool.Code(ground.Person, ("response_type", type));
        ground.Person.SentParameters.Keys.ShouldContain(type);
    }

    private async Task ResponseMode(string mode)
    {
        await ground.Person.Open(Tool.AuthorizeAddress(("response_mode", mode)));
        if (mode == "query")
        {
            ground.Person.SentParameters.Keys.ShouldContain("code");
            return;
        }

        mode.ShouldBe("form_post");
        var form = ground.Person.Page.QuerySelector("form").ShouldNotBeNull();
        form.GetAttribute("action").ShouldBe(Tool.RedirectUri);
        form.QuerySelector("[name=code]").ShouldNotBeNull();
    }

    private async Task Scope(string scope)
    {
        var tokens = await Tool.Tokens(ground.Person, ("scope", $"openid {scope}"));
        switch (scope)
        {
            case "openid":
                tokens.IdToken.Subject.ShouldNotBeNullOrEmpty();
                break;
            case "offline_access":
                tokens.RefreshToken.ShouldNotBeNull();
                break;
            default:
                var claim = scope switch
                {
                    "profile" => "birthdate",
                    "phone" => "phone_number",
                    _ => scope,
                };
                (await Tool.UserInfo(tokens.AccessToken))
                    .Json.TryGetProperty(claim, out _)
                    .ShouldBeTrue();
                break;
        }
    }

    private async Task Claim(string claim) => (await ClaimsTold()).ShouldContain(claim);

    private async Task IdTokenAlgorithm(string algorithm) =>
        new[]
        {
            (await Tool.Tokens(ground.Person)).IdToken.Alg,
            (await ground.App.Tokens(ground.Person)).IdToken.Alg,
        }.ShouldContain(algorithm);

    private Task<TokenAnswer> ChallengeMethod(string method) =>
        Tool.Tokens(ground.Person, ("code_challenge_method", method));

    private async Task SubjectType(string type)
    {
        var pairwise = (await Tool.Tokens(ground.Person)).IdToken.Subject;
        var known = (await ground.App.Tokens(ground.Person)).IdToken.Subject;
        type.ShouldBeOneOf("pairwise", "public");
        known.ShouldNotBe(pairwise);
    }

    private async Task Prompt(string prompt)
    {
        var page = prompt switch
        {
            "none" => null,
            "login" => "/sign-in",
            "select_account" => "/sign-in/account",
            "consent" => "/consent",
            "create" => "/register",
            _ => throw new ShouldAssertException("nobody tries it."),
        };
        await ground.Person.Open(Tool.AuthorizeAddress(("prompt", prompt)));
        if (page is null)
        {
            ground.Person.SentParameters.Keys.ShouldContain("code");
            return;
        }

        ground.Person.SentTo.ShouldBeNull();
        ground.Person.Url.AbsolutePath.ShouldBe(page);
    }

    private async Task AcrValue(string acr)
    {
        var person = acr == Acr.Account ? ground.Unproofed : ground.Person;
        (await Tool.Tokens(person, ("acr_values", acr)))
            .IdToken.GetPayloadValue<string>("acr")
            .ShouldBe(acr);
    }

    private async Task Locale(string locale)
    {
        var stranger = Host.NewBrowser();
        await stranger.Open(Tool.AuthorizeAddress(("ui_locales", locale)));
        stranger.Page.DocumentElement.GetAttribute("lang").ShouldBe(locale);
    }

    private async Task Authenticates(string endpoint, string method, string? algorithm)
    {
        if (endpoint == "token")
        {
            await ground.TokenOf(method, algorithm);
            return;
        }

        var answer = await (
            endpoint switch
            {
                "introspection" => OfToken("/connect/introspect"),
                "revocation" => OfToken("/connect/revoke"),
                "device_authorization" => ground.Post(
                    "/connect/device",
                    method,
                    algorithm,
                    ("scope", "openid")
                ),
                "pushed_authorization_request" => ground.Post(
                    "/connect/par",
                    method,
                    algorithm,
                    ("response_type", "code"),
                    ("redirect_uri", RedirectUri(method)),
                    ("scope", "openid"),
                    ("code_challenge", TestTool.Challenge),
                    ("code_challenge_method", "S256")
                ),
                _ => throw new ShouldAssertException("nobody tries it."),
            }
        );
        ((int)answer.Status).ShouldBeInRange(200, 201, answer.Json.GetRawText());
        if (endpoint == "introspection")
        {
            answer.Json.GetProperty("active").GetBoolean().ShouldBeTrue();
        }

        async Task<TokenAnswer> OfToken(string path) =>
            await ground.Post(
                path,
                method,
                algorithm,
                ("token", await ground.TokenOf(method, algorithm))
            );
    }

    private static string RedirectUri(string method) =>
        $"https://{(method == "none" ? "app" : method.Replace('_', '-'))}.example/cb";

    private async Task Refused(string parameter, string value, string error)
    {
        await ground.Person.Open(Tool.AuthorizeAddress((parameter, value)));
        ground.Person.SentParameters["error"].ShouldBe(error);
    }

    private async Task IssInResponse()
    {
        await Tool.Code(ground.Person);
        ground.Person.SentParameters["iss"].ShouldBe(Host.Origin.AbsoluteUri);
    }

    private async Task BackChannelLogout(string claim)
    {
        var leaving = await TestTool.SignedIn(
            Host,
            await Host.Add(
                new TestPerson
                {
                    Username = $"leaves.{claim}",
                    Email = $"{claim}@example.org",
                    Phone = null,
                    AppSecret = "JBSWY3DPEHPK3PXP",
                    Verified = false,
                }
            )
        );
        var id = (await Tool.Tokens(leaving)).IdToken;
        await leaving.Open($"/connect/logout?id_token_hint={id.EncodedToken}");
        await Host.TellRooms();
        await Host.TellRooms();
        ground.Receiver.Tokens[^1].GetClaim(claim).Value.ShouldBe(id.GetClaim(claim).Value);
    }

    private async Task NotBound() =>
        (await Tool.Tokens(ground.Person))
            .Access.TryGetPayloadValue<object>("cnf", out _)
            .ShouldBeFalse();

    private static Task Equal(string value, string expected)
    {
        value.ShouldBe(expected);
        return Task.CompletedTask;
    }

    private static string? Endpoint(string member, string end) =>
        member.EndsWith(end, StringComparison.Ordinal) ? member[..^end.Length] : null;
}
