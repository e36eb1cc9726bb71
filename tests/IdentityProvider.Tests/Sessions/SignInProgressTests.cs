using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

public sealed class SignInProgressTests
{
    private static readonly DateTimeOffset Arrival = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Earlier = Arrival.AddMinutes(-10);
    private static readonly DateTimeOffset Later = Arrival.AddMinutes(1);

    // Fails when: a password alone leads to an answer (D18: it yields no token).
    [Fact]
    [Trait("Requirement", "R3")]
    [Trait("Requirement", "D18")]
    public void Both_factors_are_needed()
    {
        Next(null, Plain).ShouldBe(SignInStep.Password);
        Next(Session(password: Earlier), Plain).ShouldBe(SignInStep.Method);
        Next(Session(password: Earlier), Plain, codeAwaited: true).ShouldBe(SignInStep.Code);
        Next(Session(password: Earlier, factor: Earlier), Plain).ShouldBe(SignInStep.Done);
    }

    // Fails when: a password that must be changed is passed over, or is changed before both factors where there are two.
    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D9")]
    public void A_password_that_must_be_changed_is_changed_before_anything_else()
    {
        var needs = Plain with { AnyOfAcr = [Acr.Identity], ConsentNeeded = true };
        Next(Session(Earlier, mustChange: true), needs).ShouldBe(SignInStep.Method);
        Next(Session(Earlier, Earlier, mustChange: true), needs)
            .ShouldBe(SignInStep.ChangePassword);
        SignInStep While(Unfinished what, DateTimeOffset? factor) =>
            SignInProgress.Next(
                new Proved(
                    Session(Earlier, factor, mustChange: true),
                    false,
                    Served.None,
                    null,
                    what
                ),
                needs
            );
        While(Unfinished.Verification, null).ShouldBe(SignInStep.ChangePassword);
        While(Unfinished.Username, Earlier).ShouldBe(SignInStep.ChangePassword);
    }

    // Fails when: a join is asked before the second factor, not asked where it is offered, or asked again after it was declined.
    [Theory]
    [Trait("Requirement", "D13")]
    [Trait("Requirement", "D14")]
    [InlineData(JoinOffer.EServices, SignInStep.JoinAccounts)]
    [InlineData(JoinOffer.Personal, SignInStep.JoinAccounts)]
    [InlineData(JoinOffer.Declined, SignInStep.Done)]
    [InlineData(JoinOffer.None, SignInStep.Done)]
    public void A_join_that_is_offered_is_answered_before_the_tool_is(
        JoinOffer offer,
        SignInStep step
    )
    {
        Next(Session(Earlier, Earlier, offer: offer), Plain).ShouldBe(step);
        Next(Session(Earlier, offer: offer), Plain).ShouldBe(SignInStep.Method);
    }

    // Fails when: a signed-in person is asked again for a second tool.
    [Fact]
    [Trait("Requirement", "R5")]
    public void A_session_with_both_factors_serves_the_next_tool() =>
        Next(Session(Earlier, Earlier, proofed: true), Plain with { AnyOfAcr = [Acr.Identity] })
            .ShouldBe(SignInStep.Done);

    // Fails when: max_age is satisfied by a password, or not by a second factor accepted after arrival.
    [Fact]
    public void Max_age_wants_a_second_factor_and_no_password()
    {
        var needs = Plain with { NotOlderThan = Arrival.AddMinutes(-5) };
        Next(Session(Earlier, Earlier), needs).ShouldBe(SignInStep.Method);
        Next(Session(Later, Earlier), needs).ShouldBe(SignInStep.Method);
        Next(Session(Earlier, Arrival.AddMinutes(-5)), needs).ShouldBe(SignInStep.Done);
        Next(Session(Earlier, Later), needs with { NotOlderThan = Arrival })
            .ShouldBe(SignInStep.Done);
    }

    // Fails when: max_age=0 loops because the clock stood still between arrival and the second factor.
    [Fact]
    public void A_second_factor_served_for_the_request_satisfies_max_age_0() =>
        Next(
                Session(Earlier, Arrival.AddMilliseconds(-1)),
                Plain with
                {
                    NotOlderThan = Arrival,
                },
                served: Served.SecondFactor
            )
            .ShouldBe(SignInStep.Done);

    // Fails when: prompt=login is satisfied by a sign-in before the request, or asked for twice.
    [Fact]
    public void Prompt_login_is_served_once_by_password_and_second_factor()
    {
        var needs = Plain with { Prompts = Prompts.Login };
        Next(Session(Earlier, Earlier), needs).ShouldBe(SignInStep.Password);
        Next(Session(Arrival, Earlier), needs, served: Served.Password).ShouldBe(SignInStep.Method);
        Next(Session(Later, Earlier), needs).ShouldBe(SignInStep.Method);
        Next(Session(Arrival, Arrival), needs, served: Served.Password | Served.SecondFactor)
            .ShouldBe(SignInStep.Done);
        Next(Session(Later, Later), needs).ShouldBe(SignInStep.Done);
    }

    // Fails when: prompts are served in another order than select account, login, consent.
    [Fact]
    public void Prompts_are_served_in_their_order()
    {
        var needs = Plain with
        {
            Prompts = Prompts.Login | Prompts.Consent | Prompts.SelectAccount,
            ConsentNeeded = true,
        };
        var session = Session(Earlier, Earlier);
        Next(session, needs).ShouldBe(SignInStep.SelectAccount);
        Next(session, needs, served: Served.SelectAccount).ShouldBe(SignInStep.Password);
        Next(Session(Later, Earlier), needs, served: Served.SelectAccount | Served.Password)
            .ShouldBe(SignInStep.Method);
        var signedIn = Served.SelectAccount | Served.Password | Served.SecondFactor;
        Next(Session(Later, Later), needs, served: signedIn).ShouldBe(SignInStep.Consent);
        Next(Session(Later, Later), needs, served: signedIn | Served.Consent)
            .ShouldBe(SignInStep.Done);
    }

    // Fails when: what one session did for a request counts for another, older session: a stolen cookie would pass a step-up.
    [Fact]
    public void What_another_session_served_does_not_make_this_one_fresh()
    {
        var served = Served.Password | Served.SecondFactor;
        var login = Plain with { Prompts = Prompts.Login };
        var fresh = Plain with { NotOlderThan = Arrival.AddMinutes(-5) };
        Next(Session(Earlier, Earlier), login, served).ShouldBe(SignInStep.Password);
        Next(Session(Later, Earlier), login, served).ShouldBe(SignInStep.Method);
        Next(Session(Earlier, Earlier), fresh, served).ShouldBe(SignInStep.Method);
    }

    // Fails when: an account that is not proofed gets through to a client that wants a verified identity.
    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "D18")]
    public void An_account_that_is_not_proofed_does_not_meet_identity()
    {
        Next(Session(Earlier, Earlier), Plain with { AnyOfAcr = [Acr.Identity] })
            .ShouldBe(SignInStep.IdentityNeeded);
        Next(Session(Earlier, Earlier), Plain with { AnyOfAcr = [Acr.Account] })
            .ShouldBe(SignInStep.Done);
        Next(Session(Earlier, Earlier, proofed: true), Plain with { AnyOfAcr = [Acr.Account] })
            .ShouldBe(SignInStep.Done);
    }

    // Fails when: a text code passes for a factor that resists phishing.
    [Fact]
    [Trait("Requirement", "D18")]
    public void No_code_resists_phishing() =>
        Next(
                Session(Earlier, Earlier, proofed: true),
                Plain with
                {
                    AnyOfAcr = [Acr.Identity + Acr.PhishingResistantSuffix],
                }
            )
            .ShouldBe(SignInStep.StrongerFactorNeeded);

    // Fails when: a refusal of the person is overridden by a session that would do.
    [Fact]
    public void A_refusal_ends_the_journey() =>
        SignInProgress
            .Next(new Proved(Session(Earlier, Earlier), false, Served.None, "access_denied"), Plain)
            .ShouldBe(SignInStep.Refused);

    // Fails when: prompt=create is skipped, served more than once, or asked of whoever signed in or registered for the request.
    [Fact]
    public void Registering_comes_first_where_a_tool_asks_for_it_and_once()
    {
        var create = Plain with { Prompts = Prompts.Create };
        Next(null, create).ShouldBe(SignInStep.Register);
        Next(Session(Earlier, Earlier), create).ShouldBe(SignInStep.Register);
        Next(Session(Earlier, Earlier), create, Served.Create).ShouldBe(SignInStep.Done);
        Next(Session(Later, Later), create, Served.Password).ShouldBe(SignInStep.Done);
    }

    // Fails when: a password alone leads an account without a second factor anywhere but to its registration.
    [Fact]
    [Trait("Requirement", "D18")]
    public void An_unfinished_registration_goes_on_before_a_second_factor_is_asked_for()
    {
        SignInProgress
            .Next(
                new Proved(Session(Later), false, Served.None, null, Unfinished.Verification),
                Plain
            )
            .ShouldBe(SignInStep.Registration);
    }

    // Fails when: a username that is owed is asked for before the second factor, or not before the tool.
    [Fact]
    [Trait("Requirement", "D14")]
    public void A_username_that_is_owed_is_chosen_after_the_second_factor_and_before_the_tool()
    {
        SignInProgress
            .Next(new Proved(Session(Later), false, Served.None, null, Unfinished.Username), Plain)
            .ShouldBe(SignInStep.Method);
        SignInProgress
            .Next(
                new Proved(
                    Session(Later, Later, proofed: true),
                    false,
                    Served.None,
                    null,
                    Unfinished.Username
                ),
                Plain
            )
            .ShouldBe(SignInStep.Registration);
    }

    private static SignInNeeds Plain => new(Arrival, null, Prompts.None, [], false);

    private static SignInStep Next(
        SignedIn? signedIn,
        SignInNeeds needs,
        Served served = Served.None,
        bool codeAwaited = false
    ) => SignInProgress.Next(new Proved(signedIn, codeAwaited, served, null), needs);

    private static SignedIn Session(
        DateTimeOffset password,
        DateTimeOffset? factor = null,
        bool proofed = false,
        bool mustChange = false,
        JoinOffer offer = JoinOffer.None
    ) =>
        new(
            new Session
            {
                Id = Guid.NewGuid(),
                Sid = "sid",
                KeyHash = [],
                AccountId = Guid.NewGuid(),
                StartedAt = password,
                LastSeenAt = password,
                ExpiresAt = password.AddHours(12),
                PasswordAt = password,
                PasswordMustChange = mustChange,
                SecondFactorAt = factor,
                SecondFactorMethod = factor is null ? null : "text",
                JoinOffer = offer,
            },
            "maria.lopez",
            proofed
        );
}
