using System.Net;
using SecureAccess.Accounts;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class ComingBackTests
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    public static TheoryData<string> Steps =>
        new(
            "/register/code",
            "/register/account",
            "/verify/identity",
            "/verify/financial-account",
            "/verify/review",
            "/verify/phone",
            "/verify/code"
        );

    // Fails when: who leaves and comes back in the same browser is asked for anything a second time.
    [Theory, Trait("Requirement", "R1"), MemberData(nameof(Steps))]
    public async Task In_the_same_browser_one_goes_on_where_one_stopped(string stopped)
    {
        await using var host = await RegistrationWalk.Host();
        var walk = new RegistrationWalk(host, Linda);
        var browser = await walk.To(host.NewBrowser(), stopped);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = browser.NewTab();
        await again.Open("/register");
        again.MainText.ShouldContain("You have begun to register");
        await again.Submit();
        again.Path().ShouldBe(stopped);
        await walk.GoOnTo(again, "/register/done");

        walk.Answered.ShouldBe(walk.Answered.Distinct());
    }

    // Fails when: who lost the browser and signs in with the password is asked for anything a second time.
    [Theory, Trait("Requirement", "R1")]
    [InlineData("/verify/identity")]
    [InlineData("/verify/financial-account")]
    [InlineData("/verify/review")]
    [InlineData("/verify/phone")]
    [InlineData("/verify/code")]
    public async Task In_another_browser_the_password_leads_to_where_one_stopped(string stopped)
    {
        await using var host = await RegistrationWalk.Host();
        var walk = new RegistrationWalk(host, Linda);
        await walk.To(host.NewBrowser(), stopped);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var other = await host.EnterPassword(Linda, Visitor.From("own"));
        other.Path().ShouldBe(stopped);
        await walk.GoOnTo(other, "");

        other.SentParameters.Keys.ShouldContain("code");
        walk.Answered.ShouldBe(walk.Answered.Distinct());
    }

    // Fails when: the email address cannot be used to sign in while the registration is unfinished.
    [Fact, Trait("Requirement", "D22")]
    public async Task After_two_days_one_signs_in_with_the_address_and_only_the_number_is_asked_again()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/verify/review");
        host.Clock.Advance(TimeSpan.FromDays(2));
        var walk = new RegistrationWalk(host, Linda);

        var later = await host.EnterPassword(Linda with { Username = Linda.Email });
        await walk.GoOnTo(later, "/register/done");

        walk.Answered.ShouldBe([
            "/verify/financial-account",
            "/verify/review",
            "/verify/phone",
            "/verify/code",
        ]);
    }

    // Fails when: a lost browser before the password loses the address, or the code of the lost browser's registration opens another's.
    [Theory, Trait("Requirement", "D21")]
    [InlineData("/register/code")]
    [InlineData("/register/account")]
    public async Task Before_a_password_a_lost_browser_needs_a_new_confirmation_code(string stopped)
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, stopped);
        var old = (await host.Messages(Linda.Email))[^1].Code!;
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var other = await host.Walk(Linda, "/register/code");
        var code = await host.NewestCode(Linda.Email);
        if (old != code)
        {
            await other.Submit(("code", old));
            other.ErrorBeside("code").ShouldNotBeNull();
        }

        (await other.Submit(("code", code))).Path().ShouldBe("/register/account");
    }

    // Fails when: a password alone reads the taxpayer number that was entered before.
    [Fact, Trait("Requirement", "D18"), Trait("Requirement", "D19")]
    public async Task The_taxpayer_number_is_never_shown_again()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/verify/review");
        var other = await host.EnterPassword(Linda);
        foreach (
            var path in new[] { "/verify/review", "/verify/identity", "/verify/financial-account" }
        )
        {
            await other.Open(path);
            other.Path().ShouldBe(path);
            // Beside it, in Development, stand the demo people.
            var card = other.Page.QuerySelector("main .sa-card")!.OuterHtml;
            card.ShouldNotContain(Linda.TaxpayerNumber);
            card.ShouldNotContain("900-02-4417");
            card.ShouldNotContain("4417");
            card.ShouldNotContain("88881881");
        }

        // Left empty it is kept.
        await other.Open("/verify/identity");
        other.ValueOf("givenName").ShouldBe("Linda");
        other.ValueOf("taxpayerNumber").ShouldBeNullOrEmpty();
        other.MainText.ShouldContain("Leave this empty to keep the number ending in 17.");
        await other.Submit();
        (await new RegistrationWalk(host, Linda).GoOnTo(other, "/verify/phone"))
            .Path()
            .ShouldBe("/verify/phone");
    }

    // Fails when: a password alone opens a page of registering or proofing of an account that has a second factor.
    [Theory, Trait("Requirement", "R3"), Trait("Requirement", "D18")]
    [InlineData("maria.lopez", "correct horse battery")]
    [InlineData("peter.novak", "winter apple orchard")]
    public async Task Of_an_account_with_a_factor_a_password_alone_opens_nothing(
        string username,
        string password
    )
    {
        await using var host = await RegistrationWalk.Host();
        var person = Linda with { Username = username, Password = password };

        var browser = await host.EnterPassword(person);

        foreach (var path in BadInput.Pages.Append("/account/app"))
        {
            await browser.Open(path);
            browser.Path().ShouldBeOneOf("/sign-in/method", "/register", "/register/ended");
            browser.Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    // Fails when: two browsers that confirmed one address at once both get an account for it, or the second an error.
    [Fact, Trait("Requirement", "D21"), Trait("Threat", "Parallel-requests")]
    public async Task Of_browsers_with_one_address_at_once_one_wins()
    {
        var paths = await AtOnce(i => Linda with { Username = $"person-{i}" });

        paths.Count(path => path == "/verify/identity").ShouldBe(1, string.Join(" ", paths));
        paths.Count(path => path == "/register/ended").ShouldBe(5, string.Join(" ", paths));
    }

    // Fails when: two browsers that choose one username at once both get it, or the second an error.
    [Fact, Trait("Requirement", "D21"), Trait("Threat", "Parallel-requests")]
    public async Task Of_browsers_with_one_username_at_once_one_wins()
    {
        var paths = await AtOnce(i => Linda with { Email = $"person{i}@example.net" });

        paths.Count(path => path == "/verify/identity").ShouldBe(1, string.Join(" ", paths));
        paths.Count(path => path == "/register/account").ShouldBe(5, string.Join(" ", paths));
    }

    [Fact]
    public async Task One_form_sent_many_times_makes_one_account()
    {
        await using var host = await RegistrationWalk.Host();
        var accounts = await host.Count<Account>();
        var browser = await host.Walk(Linda, "/register/account");
        var tabs = new List<Browser>();
        for (var i = 0; i < 6; i++)
        {
            tabs.Add(await browser.NewTab().Open("/register/account"));
        }

        await Together.AtOnce(
            tabs,
            tab => tab.Submit(("username", Linda.Username!), ("password", Linda.Password))
        );

        tabs.ShouldAllBe(tab => (int)tab.Status < 500);
        (await host.Count<Account>()).ShouldBe(accounts + 1);
    }

    private static async Task<List<string>> AtOnce(Func<int, Registrant> person)
    {
        await using var host = await RegistrationWalk.Host();
        var all = new List<(Browser Browser, Registrant Person)>();
        for (var i = 0; i < 6; i++)
        {
            all.Add((await host.Walk(person(i), "/register/account"), person(i)));
        }

        await Together.AtOnce(
            all,
            one =>
                one.Browser.Submit(
                    ("username", one.Person.Username!),
                    ("password", one.Person.Password)
                )
        );
        all.ShouldAllBe(one => one.Browser.Status == HttpStatusCode.OK);
        return [.. all.Select(one => one.Browser.Path())];
    }
}
