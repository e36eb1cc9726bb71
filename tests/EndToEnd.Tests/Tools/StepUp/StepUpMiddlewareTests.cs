using System.Security.Claims;
using SampleRelyingParty.StepUp;
using Shouldly;

namespace SecureAccess.EndToEnd.Tools.StepUp;

/// <summary>The API's side of RFC 9470 in the sample, which others copy.</summary>
public sealed class StepUpMiddlewareTests
{
    private const string Account = "urn:secureaccess:acr:account";
    private const string Identity = "urn:secureaccess:acr:identity";
    private const string PhishingResistant = ":phishing-resistant";
    private const long Now = 1_800_000_000;

    [Fact]
    public async Task An_endpoint_without_a_wish_is_let_through() =>
        (await Ask(null)).Response.StatusCode.ShouldBe(StatusCodes.Status200OK);

    [Theory]
    [InlineData(Now, true)]
    [InlineData(Now - 300, true)]
    [InlineData(Now - 301, false)]
    // The provider's clock may be a little ahead; a token from next year is none.
    [InlineData(Now + 60, true)]
    [InlineData(Now + 61, false)]
    public async Task The_second_factor_is_at_most_so_old(long authTime, bool passes) =>
        await Passes(
            passes,
            new RequiresSignIn(TimeSpan.FromSeconds(300)),
            ("auth_time", $"{authTime}")
        );

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999")]
    [InlineData(" 1800000000")]
    [InlineData("1800000000.5")]
    [InlineData("0x6B49D200")]
    [InlineData("١٨٠٠٠٠٠٠٠٠")]
    public async Task An_unreadable_auth_time_is_not_recent(string authTime) =>
        await Passes(false, new RequiresSignIn(TimeSpan.FromDays(36500)), ("auth_time", authTime));

    [Fact]
    public async Task A_missing_claim_meets_no_wish()
    {
        await Passes(false, new RequiresSignIn(TimeSpan.FromSeconds(300)), ("acr", Identity));
        await Passes(false, new RequiresSignIn(null, Account), ("auth_time", $"{Now}"));
    }

    [Fact]
    public async Task A_claim_that_stands_twice_meets_no_wish()
    {
        await Passes(
            false,
            new RequiresSignIn(TimeSpan.FromSeconds(300)),
            ("auth_time", $"{Now}"),
            ("auth_time", $"{Now - 9000}")
        );
        await Passes(
            false,
            new RequiresSignIn(null, Identity),
            ("acr", Identity),
            ("acr", Account)
        );
    }

    [Theory]
    [InlineData(Account, Account, true)]
    [InlineData(Account, Identity, false)]
    [InlineData(Account, Account + PhishingResistant, false)]
    [InlineData(Identity, Account, true)]
    [InlineData(Identity, Identity, true)]
    // Verified, but by a factor that can be phished: of these two neither is the stronger.
    [InlineData(Identity, Account + PhishingResistant, false)]
    [InlineData(Account + PhishingResistant, Identity, false)]
    [InlineData(Identity, Identity + PhishingResistant, false)]
    [InlineData(Account + PhishingResistant, Account, true)]
    [InlineData(Identity + PhishingResistant, Account, true)]
    [InlineData(Identity + PhishingResistant, Identity, true)]
    [InlineData(Identity + PhishingResistant, Account + PhishingResistant, true)]
    [InlineData(Identity + PhishingResistant, Identity + PhishingResistant, true)]
    [InlineData("urn:other", "urn:other", true)]
    [InlineData("urn:other", Account, false)]
    [InlineData(Identity, "urn:other", false)]
    [InlineData("URN:SECUREACCESS:ACR:IDENTITY", Identity, false)]
    public async Task A_stronger_context_meets_a_weaker_wish_and_never_the_other_way_round(
        string reached,
        string wanted,
        bool passes
    ) => await Passes(passes, new RequiresSignIn(null, wanted), ("acr", reached));

    [Fact]
    public async Task Any_of_several_contexts_will_do() =>
        await Passes(true, new RequiresSignIn(null, "urn:other", Account), ("acr", Identity));

    [Fact]
    public async Task The_challenge_names_all_that_is_wanted()
    {
        var answer = await Ask(
            new RequiresSignIn(TimeSpan.FromSeconds(300), Identity, Account),
            [("auth_time", $"{Now - 301}"), ("acr", Identity)]
        );
        answer.Response.StatusCode.ShouldBe(StatusCodes.Status401Unauthorized);
        answer.Response.Headers.CacheControl.ToString().ShouldBe("no-store");
        answer
            .Response.Headers.WWWAuthenticate.ToString()
            .ShouldBe(
                "Bearer error=\"insufficient_user_authentication\", "
                    + "error_description=\"A more recent or stronger sign-in is needed.\", "
                    + $"acr_values=\"{Identity} {Account}\", max_age=\"300\""
            );
    }

    [Fact]
    public async Task The_challenge_names_the_realm_with_its_quotes_escaped() =>
        (await Ask(new RequiresSignIn(TimeSpan.Zero), [("acr", Identity)], realm: "a \"b\" \\c"))
            .Response.Headers.WWWAuthenticate.ToString()
            .ShouldStartWith(
                "Bearer realm=\"a \\\"b\\\" \\\\c\", error=\"insufficient_user_authentication\", "
            );

    [Fact]
    public async Task Who_brought_no_token_is_told_of_no_error()
    {
        var answer = await Ask(new RequiresSignIn(TimeSpan.FromSeconds(300)), []);
        answer.Response.StatusCode.ShouldBe(StatusCodes.Status401Unauthorized);
        answer.Response.Headers.WWWAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public void A_wish_that_no_header_can_carry_is_refused_at_the_start()
    {
        Should.Throw<ArgumentException>(() => new RequiresSignIn(TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentException>(() => new RequiresSignIn(null, ""));
        Should.Throw<ArgumentException>(() => new RequiresSignIn(null, "two words"));
        Should.Throw<ArgumentException>(() => new RequiresSignIn(null, "a\"b"));
        Should.Throw<ArgumentException>(() => new RequiresSignIn(null, "a\r\nb"));
    }

    private static async Task Passes(
        bool passes,
        RequiresSignIn required,
        params (string Name, string Value)[] claims
    ) =>
        (await Ask(required, claims)).Response.StatusCode.ShouldBe(
            passes ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized
        );

    private static async Task<HttpContext> Ask(
        RequiresSignIn? required,
        IReadOnlyList<(string Name, string Value)>? claims = null,
        string? realm = null
    )
    {
        var http = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(
                new ClaimsIdentity(
                    (claims ?? []).Select(claim => new Claim(claim.Name, claim.Value)),
                    claims is { Count: > 0 } ? "token" : null
                )
            ),
        };
        http.SetEndpoint(
            new Endpoint(
                null,
                new EndpointMetadataCollection(required is null ? [] : [(object)required]),
                "an API"
            )
        );
        await new StepUpMiddleware(_ => Task.CompletedTask, new StoppedClock(), realm).InvokeAsync(
            http
        );
        return http;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Now);
    }
}
