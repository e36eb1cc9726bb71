using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

/// <summary>Who comes to a later page of a registration without a session and without a registration in the browser.</summary>
public sealed class NothingInHandTests
{
    [Fact]
    [Trait("Requirement", "D17")]
    // Fails when: a session that ended on a page of the verification leads to the beginning, or the tool or the draft is lost on the way.
    public async Task A_session_that_ended_during_the_verification_is_taken_up_by_signing_in()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, Registrant.Of("linda-moore"));
        await walk.To(browser, "/verify/financial-account", Visitor.From("own", "&prompt=create"));
        host.Clock.Advance(TimeSpan.FromMinutes(31));

        await browser.Open(browser.Url.PathAndQuery);

        browser.Path().ShouldBe("/sign-in");
        await walk.Answer(browser);
        browser.Path().ShouldBe("/verify/financial-account");
        await walk.GoOnTo(browser, "");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    [Theory]
    [InlineData("/register/code")]
    [InlineData("/register/account")]
    // Fails when: a person whose account was made, and whose browser was not told, is asked for the address again instead of to sign in.
    public async Task Without_a_registration_its_pages_lead_to_signing_in_or_beginning_again(
        string page
    )
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();

        await browser.Open(page);

        browser.Path().ShouldBe("/register/ended");
        browser.Page.QuerySelector("main a[href='/sign-in']").ShouldNotBeNull();
        browser.Page.QuerySelector("main a[href='/register']").ShouldNotBeNull();
    }
}
