using OpenIddict.Abstractions;
using SecureAccess.Clients;
using SecureAccess.Protocol.Requests;
using SecureAccess.Sessions;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class AuthorizeRulesTests
{
    private const string PhishingResistant = Acr.Identity + Acr.PhishingResistantSuffix;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Fails when: max_age counts from anything but the request's arrival, or the client's default is not used.
    [Fact]
    [Trait("Requirement", "R23")]
    public void Max_age_becomes_an_instant_on_arrival()
    {
        Needs("max_age", "300").NotOlderThan.ShouldBe(Now.AddSeconds(-300));
        Needs("max_age", "0").NotOlderThan.ShouldBe(Now);
        Needs("state", "s").NotOlderThan.ShouldBeNull();
        Needs("state", "s", defaultMaxAge: 60).NotOlderThan.ShouldBe(Now.AddSeconds(-60));
        Needs("max_age", "99999999999999").NotOlderThan.ShouldNotBeNull();
    }

    // Fails when: a malformed max_age is read as none, so that the client believes in a freshness that it did not get.
    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999999")]
    public void A_malformed_max_age_is_an_invalid_request(string value) =>
        Read("max_age", value)
            .ShouldBeOfType<AuthorizeReading.Wrong>()
            .Error.ShouldBe("invalid_request");

    // Fails when: a prompt is dropped.
    [Fact]
    public void Prompts_are_read_together() =>
        Needs("prompt", "login consent select_account create")
            .Prompts.ShouldBe(
                Prompts.Login | Prompts.Consent | Prompts.SelectAccount | Prompts.Create
            );

    // Fails when: unknown values count, or the client's minimum can be undercut.
    [Theory]
    [Trait("Requirement", "D18")]
    [InlineData(null, null, "")]
    [InlineData("other", null, "")]
    [InlineData("other " + Acr.Account, null, Acr.Account)]
    [InlineData(Acr.Identity + " " + Acr.Account, null, Acr.Identity + " " + Acr.Account)]
    [InlineData(null, Acr.Identity, Acr.Identity)]
    [InlineData(Acr.Account, Acr.Identity, Acr.Identity)]
    [InlineData(Acr.Account + " " + Acr.Identity, Acr.Identity, Acr.Identity)]
    [InlineData(PhishingResistant + " " + Acr.Identity, null, Acr.Identity)]
    public void Any_of_the_known_values_that_meet_the_minimum_will_do(
        string? acrValues,
        string? minimum,
        string any
    ) => string.Join(' ', AuthorizeRules.AnyOfAcr(acrValues, minimum)!).ShouldBe(any);

    // Fails when: a client that wants what nobody can reach is led through a sign-in that cannot end well.
    [Theory]
    [InlineData(PhishingResistant, null)]
    [InlineData(null, PhishingResistant)]
    public void Values_that_nobody_can_reach_are_unmet(string? acrValues, string? minimum)
    {
        AuthorizeRules.AnyOfAcr(acrValues, minimum).ShouldBeNull();
        Read("acr_values", acrValues ?? "", minimumAcr: minimum)
            .ShouldBeOfType<AuthorizeReading.Wrong>()
            .Error.ShouldBe("unmet_authentication_requirements");
    }

    // Fails when: an essential context (OpenID Connect Core 5.5.1.1) is softened by a preference or undercuts the client's minimum.
    [Theory]
    [Trait("Requirement", "D18")]
    [InlineData(null, null, Acr.Account, Acr.Account + " " + Acr.Identity)]
    [InlineData(null, null, Acr.Identity, Acr.Identity)]
    [InlineData(Acr.Account, null, Acr.Identity, Acr.Identity)]
    [InlineData(null, Acr.Identity, Acr.Account, Acr.Identity)]
    [InlineData(null, null, "other " + Acr.Identity, Acr.Identity)]
    [InlineData(null, null, PhishingResistant, null)]
    [InlineData(Acr.Account, null, "other", null)]
    public void An_essential_context_binds(
        string? acrValues,
        string? minimum,
        string essential,
        string? any
    )
    {
        var found = AuthorizeRules.AnyOfAcr(acrValues, minimum, essential.Split(' '));
        (found is null ? null : string.Join(' ', found)).ShouldBe(any);
    }

    // Fails when: the scope of the taxpayer number asks for less than a proofed identity, or lowers what the client asks for.
    [Fact]
    [Trait("Requirement", "D18")]
    public void The_taxpayer_number_needs_a_proofed_identity()
    {
        Needs("scope", "openid tin").AnyOfAcr.ShouldBe([Acr.Identity]);
        Read("scope", "openid tin", minimumAcr: Acr.Account + Acr.PhishingResistantSuffix)
            .ShouldBeOfType<AuthorizeReading.Wrong>();
    }

    // Fails when: prompt=none answers with another error than the one for the step that it forbids.
    [Theory]
    [InlineData(SignInStep.Password, "login_required")]
    [InlineData(SignInStep.Method, "login_required")]
    [InlineData(SignInStep.Code, "login_required")]
    [InlineData(SignInStep.SelectAccount, "account_selection_required")]
    [InlineData(SignInStep.Consent, "consent_required")]
    [InlineData(SignInStep.JoinAccounts, "interaction_required")]
    [InlineData(SignInStep.IdentityNeeded, "unmet_authentication_requirements")]
    [InlineData(SignInStep.StrongerFactorNeeded, "unmet_authentication_requirements")]
    public void Prompt_none_names_what_is_missing(SignInStep step, string error) =>
        AuthorizeRules.ErrorInsteadOf(step).ShouldBe(error);

    private static SignInNeeds Needs(string name, string value, int? defaultMaxAge = null) =>
        Read(name, value, defaultMaxAge).ShouldBeOfType<AuthorizeReading.Wanted>().Needs;

    private static AuthorizeReading Read(
        string name,
        string value,
        int? defaultMaxAge = null,
        string? minimumAcr = null
    ) =>
        AuthorizeRules.Read(
            new OpenIddictRequest { [name] = value },
            new Client
            {
                Profile = "standard",
                SubjectType = "pairwise",
                IdTokenSignedResponseAlg = "RS256",
                TokenEndpointAuthMethod = "none",
                DefaultMaxAge = defaultMaxAge,
                MinimumAcr = minimumAcr,
            },
            Now
        );
}
