using System.Net;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class EmailPageTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    [Theory]
    [InlineData("", "Enter your email address.")]
    [InlineData("   ", "Enter your email address.")]
    [InlineData("nobody", "Enter an email address in the form name@example.org.")]
    [InlineData("a@b", "Enter an email address in the form name@example.org.")]
    [InlineData("a b@example.org", "Enter an email address in the form name@example.org.")]
    [InlineData(
        "a@example.org, b@example.org",
        "Enter an email address in the form name@example.org."
    )]
    [InlineData(
        "a@example.org\r\nBcc: b@example.org",
        "Enter an email address in the form name@example.org."
    )]
    [InlineData(
        "<script>alert(1)</script>@example.org",
        "Enter an email address in the form name@example.org."
    )]
    [InlineData("a\ufffe@example.org", "Enter an email address in the form name@example.org.")]
    public async Task What_is_no_address_is_said_beside_the_field_and_comes_back_as_typed(
        string typed,
        string error
    )
    {
        var browser = await at.Page("/register/email");

        await browser.Submit(("email", typed));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.ErrorBeside("email").ShouldBe(error);
        browser.Page.Title.ShouldNotBeNull().ShouldStartWith("Error:");
        browser.Page.QuerySelector("main script:not([src])").ShouldBeNull();
        (await at.Messages()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_overlong_address_is_said_beside_the_field()
    {
        var browser = await at.Page("/register/email");

        await browser.Submit(("email", new string('a', 5_000) + "@example.org"));

        browser.ErrorBeside("email").ShouldBe("An email address has at most 254 characters.");
    }

    [Fact]
    public async Task An_address_of_any_letters_gets_its_code()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open("/register/email");

        await browser.Submit(("email", " josé@exämple.org "));

        browser.Path().ShouldBe("/register/code");
        browser.MainText.ShouldContain("josé@exämple.org");
        (await host.NewestCode("josé@exämple.org")).Length.ShouldBe(6);
    }

    // Fails when: strangers can have any number of emails sent to one address, in whatever spelling, or one source to any number of addresses.
    [Theory, Trait("Requirement", "D7")]
    [InlineData("emails-per-address", "New.Person@EXAMPLE.net", "10.9.0.2")]
    [InlineData("emails-per-source", "other@example.net", "10.9.0.1")]
    public async Task Emails_come_out_of_a_budget(string budget, string address, string source)
    {
        await using var host = await RegistrationWalk.Host(
            new HostWishes
            {
                Settings = new Dictionary<string, string?> { [$"Limits:Budgets:{budget}"] = "2" },
            }
        );
        for (var i = 0; i < 2; i++)
        {
            await Ask("new.person@example.net", "10.9.0.1");
        }

        var browser = await Ask(address, source);
        browser
            .ErrorBeside("email")
            .ShouldNotBeNull()
            .ShouldStartWith("Too many messages were sent. Try again in");
        browser.ValueOf("email").ShouldBe(address);
        (await host.Messages()).Count.ShouldBe(2);
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await Ask(address, source)).Path().ShouldBe("/register/code");

        async Task<Browser> Ask(string email, string from)
        {
            var asking = await host.NewBrowser(from).Open("/register/email");
            return await asking.Submit(("email", email));
        }
    }

    [Fact]
    public async Task The_address_may_be_changed_after_it_was_confirmed_and_must_be_confirmed_anew()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var browser = await host.Walk(linda, "/register/account");
        await browser.Open("/register/email?change=yes");

        await browser.Submit(("email", "another@example.net"));

        browser.Path().ShouldBe("/register/code");
        (await browser.NewTab().Open("/register/account")).Path().ShouldBe("/register/code");
        await browser.Submit(("code", await host.NewestCode("another@example.net")));
        browser.MainText.ShouldContain("another@example.net");
    }
}
