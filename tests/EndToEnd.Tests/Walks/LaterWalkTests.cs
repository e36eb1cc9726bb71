using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people see over weeks, over real processes with a real browser.</summary>
[Collection(LaterWalk.Collection)]
public sealed class LaterWalkTests(LaterWalk walk)
{
    private const string Identity = "urn:secureaccess:acr:identity";

    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "R18")]
    // Fails when: a business phone is refused for good, the letter does not come, or its code is not taken on the twentieth day.
    public void A_business_phone_is_registered_by_a_letter_that_takes_20_days()
    {
        walk.At("business phone").Path.ShouldBe("/verify/letter");
        var arrived = walk.At("by mail");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived.Path.ShouldBe("/tin-matching");
        arrived.Asked.ShouldBe([
            "/sign-in",
            "/verify/letter-code",
            "/verify/method",
            "/verify/code",
            "/register/done",
        ]);
        arrived["acr"].ShouldBe(Identity);
        arrived["amr"].Split(", ").ShouldContain("sms");
    }

    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "R20")]
    // Fails when: the app is not offered where the phone is asked for, or counts without a code of its own.
    public void Whoever_wants_the_app_asks_for_a_letter_and_proves_the_app()
    {
        var arrived = walk.At("by app");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived.Asked.ShouldContain("/verify/app");
        arrived["acr"].ShouldBe(Identity);
        arrived["amr"].Split(", ").ShouldContain("otp");
    }

    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "D11")]
    // Fails when: a phone that is no mobile of the person's cannot be proven by a call after the letter.
    public void An_internet_phone_is_proven_by_a_call()
    {
        var arrived = walk.At("by voice");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived["amr"].Split(", ").ShouldContain("tel");
    }

    [Fact]
    [Trait("Requirement", "R8")]
    [Trait("Requirement", "R9")]
    [Trait("Requirement", "D14")]
    // Fails when: the merge gives a relying party another subject, or the e-Services username does not open the account afterwards.
    public void A_personal_account_is_merged_and_every_tool_knows_the_person_as_before()
    {
        walk.At("merge offered").Text.ShouldContain(LaterLives.UsernameOfJames);
        walk.At("merged").Text.ShouldContain(LaterLives.UsernameOfJames);
        foreach (
            var (before, after) in new[]
            {
                ("before", "after"),
                ("before, second tool", "after, second tool"),
            }
        )
        {
            var visit = walk.At(after);
            visit.AtTool.ShouldBeTrue(visit.Text);
            visit["sub"].ShouldBe(walk.At(before)["sub"]);
            visit["userinfo:preferred_username"].ShouldBe(LaterLives.UsernameOfJames);
        }

        var again = walk.At("by the e-Services username");
        again.AtTool.ShouldBeTrue(again.Text);
        again["sub"].ShouldBe(walk.At("before")["sub"]);
        walk.At("by the retired username").Path.ShouldBe("/sign-in");
    }

    [Fact]
    [Trait("Requirement", "R6")]
    [Trait("Requirement", "D14")]
    // Fails when: the e-Services username is not assigned to the registrant who kept it, once proofed with both factors.
    public void Whoever_keeps_the_e_Services_username_gets_it_at_the_end_of_the_registration()
    {
        var arrived = walk.At("username kept");
        arrived.AtTool.ShouldBeTrue(arrived.Text);
        arrived.Asked.ShouldContain("/sign-in/merge");
        arrived.Asked.ShouldNotContain("/register/username");
        arrived["userinfo:preferred_username"].ShouldBe(LaterLives.Victor.Username);
    }

    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D9")]
    // Fails when: a password that is marked as compromised still opens a tool, or the change loses who the person is.
    public void A_compromised_password_is_changed_before_anything_else()
    {
        var asked = walk.At("change asked for");
        asked.AtTool.ShouldBeFalse();
        asked.Path.ShouldBe("/sign-in/change-password");
        var changed = walk.At("changed");
        changed.AtTool.ShouldBeTrue(changed.Text);
        changed["sub"].ShouldBe(walk.At("before the mark")["sub"]);
        var again = walk.At("with the new password");
        again.AtTool.ShouldBeTrue(again.Text);
        again.Asked.ShouldNotContain("/sign-in/change-password");
    }

    [Fact]
    [Trait("Requirement", "D15")]
    // Fails when: a lost phone costs the person the account, or a relying party sees another subject afterwards.
    public void A_lost_phone_is_replaced_by_a_letter_and_the_tool_knows_the_person_as_before()
    {
        walk.At("letter asked for").Asked.ShouldContain("/verify/review");
        walk.At("replaced").Path.ShouldBe("/recover/replaced");
        var after = walk.At("after the loss");
        after.AtTool.ShouldBeTrue(after.Text);
        after["sub"].ShouldBe(walk.At("before the loss")["sub"]);
        after["userinfo:preferred_username"].ShouldBe(LaterLives.Linda.Username);
        after["amr"].Split(", ").ShouldContain("otp");
    }

    [Fact]
    // Fails when: a page of these journeys breaks a rule of WCAG 2.2 AA that axe knows.
    public void Axe_finds_nothing_on_the_pages_of_these_journeys()
    {
        walk.RequireAll();
        string[] pages =
        [
            "/verify/letter",
            "/verify/letter-code",
            "/verify/method",
            "/verify/app",
            "/sign-in/merge",
            "/sign-in/merged",
            "/sign-in/change-password",
            "/recover/phone",
            "/recover/replaced",
        ];
        pages.Except(walk.Examined).ShouldBeEmpty();
        walk.Violations.Distinct().ShouldBeEmpty();
    }
}
