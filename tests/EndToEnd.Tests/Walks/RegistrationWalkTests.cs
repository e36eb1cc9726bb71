using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people see who register over real processes with a real browser.</summary>
[Collection(RegistrationWalk.Collection)]
public sealed class RegistrationWalkTests(RegistrationWalk walk)
{
    private const string Identity = "urn:secureaccess:acr:identity";

    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "R14")]
    // Fails when: a page of the registration needs JavaScript, or the verified person is not led back to the tool.
    public void A_new_person_registers_without_JavaScript_in_one_session_and_arrives_at_TIN_Matching()
    {
        walk.At("registration asked for").Path.ShouldBe("/register");
        var arrived = walk.At("registered");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived.Path.ShouldBe("/tin-matching");
        arrived.Asked.ShouldBe(RegistrationWalk.WholeWay);
        arrived["acr"].ShouldBe(Identity);
        arrived["userinfo:preferred_username"].ShouldBe(Registrants.Linda.Username);
        arrived["userinfo:email"].ShouldBe(Registrants.Linda.Email);
        walk.WithoutScripts.ShouldContain("/verify/code");
    }

    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "R17")]
    // Fails when: the sign-in page's link forgets the tool, or a wrong activation code voids the right one.
    public void A_new_person_registers_by_the_link_of_the_sign_in_page_and_arrives_at_TIN_Matching()
    {
        walk.At("activation code mistyped").Path.ShouldBe("/verify/code");
        var arrived = walk.At("registered with scripts");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived.Path.ShouldBe("/tin-matching");
        arrived.Asked.ShouldBe(RegistrationWalk.WholeWay);
        arrived["acr"].ShouldBe(Identity);
        arrived["userinfo:preferred_username"].ShouldBe(Registrants.Victor.Username);
    }

    [Theory]
    [InlineData("registered", "second tool")]
    [InlineData("registered with scripts", "second tool with scripts")]
    [Trait("Requirement", "R5")]
    [Trait("Requirement", "R2")]
    // Fails when: who was just registered is asked for anything by a second tool.
    public void Whoever_is_registered_enters_Get_Transcript_without_further_action(
        string first,
        string second
    )
    {
        var transcript = walk.At(second);
        transcript.AtTool.ShouldBeTrue(transcript.Text);
        transcript.Path.ShouldBe("/get-transcript");
        transcript["acr"].ShouldBe(Identity);
        transcript["sub"].ShouldBe(walk.At(first)["sub"]);
        transcript["sid"].ShouldBe(walk.At(first)["sid"]);
    }

    [Fact]
    [Trait("Requirement", "R20")]
    [Trait("Requirement", "D3")]
    // Fails when: the key of the page is not the one that is bound, or the app is not offered at the next sign-in.
    public void The_app_that_was_added_after_registering_signs_the_person_in()
    {
        walk.At("app added").Text.ShouldContain("Your authenticator app was added");
        var visit = walk.At("signed in with the app");
        visit.AtTool.ShouldBeTrue(visit.Text);
        visit.Asked.ShouldBe(["password", "method", "code"]);
        visit["amr"].Split(", ").ShouldContain("otp");
        visit["sub"].ShouldBe(walk.At("registered with scripts")["sub"]);
    }

    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "R14")]
    // Fails when: the first form of the page does not lead into verification, or asks again for what the account has.
    public void Who_is_signed_in_but_not_proofed_is_led_through_verification_to_the_tool()
    {
        walk.At("identity needed").Path.ShouldBe("/sign-in/identity-needed");
        var proofed = walk.At("proofed");
        proofed.AtTool.ShouldBeTrue(proofed.Text);
        proofed.Asked.ShouldNotContain(path =>
            path.StartsWith("/register/account", StringComparison.Ordinal)
        );
        proofed.Asked.ShouldContain("/verify/review");
        proofed["acr"].ShouldBe(Identity);
        proofed["userinfo:preferred_username"].ShouldBe("peter.novak");
    }

    [Fact]
    [Trait("Requirement", "D14")]
    // Fails when: the username is not asked for where no e-Services account is found, or the registration ends without it.
    public void Who_keeps_an_e_Services_username_that_is_not_found_chooses_one_at_the_end()
    {
        walk.At("username owed").Path.ShouldBe("/register/username");
        walk.At("done without a tool").Text.ShouldContain(Registrants.Kim.Username);
    }

    [Fact]
    [Trait("Requirement", "D13")]
    // Fails when: a second account of one person is verified, or the person is told before the phone was proven.
    public void Who_registers_once_more_is_told_at_the_end_that_there_is_an_account()
    {
        var told = walk.At("account exists");
        told.Path.ShouldBe("/verify/account-exists");
        told.Text.ShouldNotContain(Registrants.Linda.Username);
        told.Text.ShouldNotContain(Registrants.Linda.Email);
    }

    [Fact]
    // Fails when: a field cannot be reached by Tab, or Enter does not send the form's main button.
    public void Email_address_code_and_account_are_entered_without_a_mouse()
    {
        walk.At("account by keyboard").Path.ShouldBe("/register/account");
        walk.At("identity by keyboard").Path.ShouldBe("/verify/identity");
    }

    [Fact]
    public void What_is_mistyped_is_answered_on_its_own_page()
    {
        foreach (
            var path in new[]
            {
                "/register/email",
                "/register/code",
                "/register/account",
                "/verify/identity",
                "/verify/financial-account",
                "/verify/phone",
            }
        )
        {
            walk.At($"mistyped at {path}").Path.ShouldBe(path);
        }

        walk.At("not confirmed").Path.ShouldBe("/verify/not-confirmed");
        walk.At("phone refused").Path.ShouldBe("/verify/letter");
    }

    [Fact]
    // Fails when: a page of the registration, or one of its error states, breaks a rule of WCAG 2.2 AA that axe knows.
    public void Axe_finds_nothing_on_the_pages_of_registration()
    {
        walk.RequireAll();
        string[] more =
        [
            "/register/username",
            "/register/ended",
            "/verify/not-confirmed",
            "/verify/letter",
            "/verify/account-exists",
            "/account/app",
        ];
        RegistrationWalk.WholeWay.Concat(more).Except(walk.Examined).ShouldBeEmpty();
        walk.Violations.Distinct().ShouldBeEmpty();
    }
}
