using System.Globalization;
using System.Net;
using SecureAccess.EndToEnd.Leaks;
using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people, tools and a plain relying party see in one walk through real processes with a real browser.</summary>
public sealed class WalkTests(Walk walk) : IClassFixture<Walk>
{
    private const string Identity = "urn:secureaccess:acr:identity";

    [Fact]
    [Trait("Requirement", "R2")]
    [Trait("Requirement", "R3")]
    [Trait("Requirement", "R19")]
    [Trait("Requirement", "R23")]
    // Fails when: SignInProgress lets a password alone finish a sign-in, or the code is not sent by text.
    public void TIN_Matching_is_entered_with_a_password_and_a_code_by_text()
    {
        var visit = walk.At("TIN Matching");
        visit.AtTool.ShouldBeTrue(visit.Text);
        visit.Asked.ShouldBe(["password", "method", "code"]);
        visit["sub"].ShouldNotBeNullOrEmpty();
        visit["acr"].ShouldBe(Identity);
        visit["amr"].Split(", ").ShouldContain("pwd");
        visit["sid"].ShouldNotBeNullOrEmpty();
        visit["userinfo:preferred_username"].ShouldBe("aisha.khan");
        visit["userinfo:email"].ShouldBe("aisha@example.org");
    }

    [Fact]
    [Trait("Requirement", "R5")]
    [Trait("Requirement", "R2")]
    // Fails when: a second tool of the same session is asked for anything again, or the session is one a tool.
    public void Get_Transcript_is_entered_without_signing_in_again()
    {
        var first = walk.At("TIN Matching");
        var second = walk.At("Get Transcript");
        second.AtTool.ShouldBeTrue(second.Text);
        second.Asked.ShouldBeEmpty();
        second["sid"].ShouldBe(first["sid"]);
        second["auth_time"].ShouldBe(first["auth_time"]);
        // One sector, one subject identifier.
        second["sub"].ShouldBe(first["sub"]);
    }

    [Fact]
    [Trait("Requirement", "R23")]
    // Fails when: the access token lacks auth_time or the API's audience, or IP PIN itself asks for max_age.
    public void IP_PIN_lets_a_second_factor_of_the_last_300_seconds_through()
    {
        var visit = walk.At("IP PIN");
        visit.AtTool.ShouldBeTrue(visit.Text);
        visit.Asked.ShouldBeEmpty();
        visit.Text.ShouldContain("The API let you through");
    }

    [Fact]
    [Trait("Requirement", "R23")]
    [Trait("Requirement", "R19")]
    // Fails when: max_age is not honoured, is met by the old second factor, or asks for the password too.
    public void After_301_seconds_IP_PIN_is_stepped_up_with_a_fresh_code()
    {
        var before = walk.At("IP PIN");
        var after = walk.At("IP PIN after 301 seconds");
        after.AtTool.ShouldBeTrue(after.Text);
        after.Asked.ShouldContain("code");
        after.Asked.ShouldNotContain("password");
        after.Text.ShouldContain("so you were asked for a new code");
        after["sub"].ShouldBe(before["sub"]);
        after["sid"].ShouldBe(before["sid"]);
        (Seconds(after) - Seconds(before)).ShouldBeGreaterThanOrEqualTo(301);
    }

    [Fact]
    [Trait("Requirement", "R24")]
    // Fails when: a third-party client is treated as first-party, or a refusal ends at the provider.
    public void A_refused_consent_arrives_at_the_third_party_tool_as_access_denied()
    {
        var consent = walk.At("consent page");
        consent.AtTool.ShouldBeFalse(consent.Text);
        consent.Text.ShouldContain("Third-party tool");
        var refused = walk.At("consent refused");
        refused.AtTool.ShouldBeTrue(refused.Text);
        refused["error"].ShouldBe("access_denied");
    }

    [Fact]
    [Trait("Requirement", "R24")]
    // Fails when: consent is not kept, or subjects are the same across sectors.
    public void A_given_consent_lets_the_third_party_tool_learn_a_subject_of_its_own()
    {
        var given = walk.At("consent given");
        given.AtTool.ShouldBeTrue(given.Text);
        given["sub"].ShouldNotBeNullOrEmpty();
        given["sub"].ShouldNotBe(walk.At("TIN Matching")["sub"]);
        given["sid"].ShouldBe(walk.At("TIN Matching")["sid"]);
    }

    [Fact]
    [Trait("Requirement", "R3")]
    [Trait("Requirement", "R19")]
    [Trait("Requirement", "R20")]
    // Fails when: RP-initiated logout leaves the session alive, or the code of the app is not accepted.
    public void After_signing_out_the_person_has_to_sign_in_again_this_time_with_the_app()
    {
        walk.At("signed out").Path.ShouldBe("/tin-matching/goodbye");
        var again = walk.At("TIN Matching with the app");
        again.AtTool.ShouldBeTrue(again.Text);
        again.Asked.ShouldBe(["password", "method", "code"]);
        again["amr"].Split(", ").ShouldContain("otp");
        again["sid"].ShouldNotBe(walk.At("TIN Matching")["sid"]);
        again["sub"].ShouldBe(walk.At("TIN Matching")["sub"]);
    }

    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "D18")]
    // Fails when: a client's minimum_acr is not enforced, or the error is sent without the page.
    public void A_person_who_is_not_proofed_is_told_by_the_provider_and_the_tool_shows_why()
    {
        var told = walk.At("identity needed");
        told.AtTool.ShouldBeFalse(told.Text);
        told.Path.ShouldBe("/sign-in/identity-needed");
        told.Asked.ShouldBe(["password", "method", "code"]);
        told.Text.ShouldContain("TIN Matching");
        var back = walk.At("back without identity");
        back.AtTool.ShouldBeTrue(back.Text);
        back["error"].ShouldBe("unmet_authentication_requirements");
    }

    [Fact]
    public void A_wrong_password_and_a_wrong_code_are_answered_on_their_own_pages()
    {
        walk.At("wrong password").Path.ShouldBe("/sign-in");
        walk.At("wrong code").Path.ShouldBe("/sign-in/code");
        walk.At("signed in at the provider").AtTool.ShouldBeFalse();
    }

    [Fact]
    [Trait("Threat", "Code-injection")]
    // Fails when: an unregistered redirect URI is followed.
    public void An_unregistered_redirect_URI_is_a_page_of_the_provider()
    {
        var visit = walk.At("unregistered redirect URI");
        visit.AtTool.ShouldBeFalse();
        visit.Path.ShouldBe("/connect/authorize");
        visit.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    [Trait("Requirement", "D17")]
    // Fails when: userinfo or refresh does not ask whether the token's session still lives.
    public void After_a_sign_out_userinfo_and_refresh_refuse_the_tokens_of_the_session()
    {
        walk.RequireAll();
        walk.Plain.UserInfoInSession.ShouldBe(HttpStatusCode.OK);
        walk.Plain.Refreshed!.AccessToken.ShouldNotBeNull();
        walk.Plain.UserInfoAfterSignOut.ShouldBe(HttpStatusCode.Unauthorized);
        walk.Plain.RefreshedAfterSignOut!.AccessToken.ShouldBeNull();
        walk.Plain.RefreshedAfterSignOut.Error.ShouldBe("invalid_grant");
    }

    [Fact]
    // Fails when: a page on the way breaks a rule of WCAG 2.2 AA that axe knows.
    public void Axe_finds_nothing_on_the_pages_of_the_walk()
    {
        walk.RequireAll();
        walk.Examined.ShouldContain("/sign-in");
        walk.Violations.Distinct().ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "A-leaked-database-or-backup")]
    // Fails when: a column keeps a code, password, token, number or address in the clear, as UTF-16, base64 or hexadecimal.
    public void No_column_of_the_database_holds_a_value_that_was_used()
    {
        walk.RequireAll();
        LeakReport.InDatabase(walk.Demo.Database, Search()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "Leaks-through-logs")]
    // Fails when: anything logs a code, password, token, number, address or a query string, at any level.
    public void No_log_line_holds_a_value_that_was_used_or_a_query_string()
    {
        walk.RequireAll();
        walk.Demo.ProviderLines.Count.ShouldBeGreaterThan(1000, "The log was not at Trace.");
        LeakReport.InLines(walk.Demo.ProviderLines, Search()).ShouldBeEmpty();
        LeakReport.InLines(walk.Demo.ToolLines, Search()).ShouldBeEmpty();
        walk.Demo.ProviderLines.Concat(walk.Demo.ToolLines)
            .Where(LeakSearch.HasQueryString)
            .Take(5)
            .ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a page or redirect carries a person's value in its address.
    public void No_address_that_was_requested_holds_a_value_that_was_used()
    {
        walk.RequireAll();
        walk.Requested.Count.ShouldBeGreaterThan(50);
        LeakReport.InAddresses(walk.Requested, Search()).ShouldBeEmpty();
    }

    [Fact]
    // Fails when: the search over the walk's own database, log or addresses is blind.
    public void The_same_search_finds_a_value_planted_among_what_the_walk_left()
    {
        walk.RequireAll();
        walk.Codes.Count.ShouldBeGreaterThanOrEqualTo(5);
        var table = DatabaseCells
            .Read(walk.Demo.Database)
            .First(cell => cell.Value is string { Length: > 8 });
        var planted = new LeakSearch([new KnownValue("planted", (string)table.Value)]);
        LeakReport
            .InDatabase(walk.Demo.Database, planted)
            .ShouldContain($"{table.Table}.{table.Column}: planted");
        LeakReport
            .InLines([.. walk.Demo.ProviderLines, $"a code: {walk.Codes.First()}"], Search())
            .ShouldNotBeEmpty();
        LeakReport
            .InAddresses(
                [.. walk.Requested, $"http://localhost/sign-in/code?code={walk.Codes.First()}"],
                Search()
            )
            .ShouldNotBeEmpty();
    }

    private LeakSearch Search() => new(LeakReport.ValuesOf(walk));

    private static long Seconds(Visit visit) =>
        long.Parse(visit["auth_time"], CultureInfo.InvariantCulture);
}
