using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class ActivationCodeTests
{
    private const string Second = "+12065550172";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: the activation code does not come by text, or lives shorter or longer than 10 minutes.
    [Theory, Trait("Requirement", "R17")]
    [InlineData(599, "/register/done")]
    [InlineData(600, "/verify/phone")]
    public async Task It_comes_by_text_and_is_accepted_for_ten_minutes_and_no_longer(
        int seconds,
        string then
    )
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        var message = (await host.Messages(Linda.Phone)).ShouldHaveSingleItem();
        message.Channel.ShouldBe(Channel.Text);
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await browser.Submit(("code", message.Code!));

        browser.Path().ShouldBe(then);
        if (then == "/verify/phone")
        {
            browser.MainText.ShouldContain("Your activation code is no longer valid.");
            browser.ValueOf("phone").ShouldBeNullOrEmpty();
            browser.MainText.ShouldContain("ending in 71");
            (await host.AccountOf(Linda.Email))!.VerifiedAt.ShouldBeNull();
        }
    }

    // Fails when: more than five wrong entries are compared with one activation code.
    [Fact, Trait("Requirement", "D2")]
    public async Task Five_wrong_entries_void_it()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        var code = await host.NewestCode(Linda.Phone);
        await browser.EnterWrong(code, 5);

        await browser.Submit(("code", code));
        browser
            .ErrorBeside("code")
            .ShouldBe("There were too many wrong codes. Try again in 30 seconds.");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.Submit(("code", code));

        browser
            .ErrorBeside("code")
            .ShouldBe("This code is no longer valid. Have a new one sent below.");
    }

    // Fails when: the activation code before stays valid, or another one gives five entries more before the delay.
    [Fact, Trait("Requirement", "D2")]
    public async Task A_resend_voids_the_one_before_and_does_not_reset_the_count()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        var first = await host.NewestCode(Linda.Phone);
        await browser.EnterWrong(first, 3);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitForm(Registrations.Resend);
        var second = await host.NewestCode(Linda.Phone);
        await browser.Submit(("code", first == second ? Registrations.Not(first) : first));
        browser.ErrorBeside("code").ShouldNotBeNull();
        await browser.EnterWrong(second, 1);

        await browser.Submit(("code", second));

        browser
            .ErrorBeside("code")
            .ShouldBe("There were too many wrong codes. Try again in 30 seconds.");
    }

    // Fails when: an activation code is sent again within 30 seconds, or more than three times.
    [Fact, Trait("Requirement", "D7")]
    public async Task Another_one_can_be_had_after_thirty_seconds_three_times()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("You can have a new code sent in 1 second.");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
        {
            await browser.SubmitForm(Registrations.Resend);
            browser.MainText.ShouldContain("A new code is on its way.");
            host.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("You can have a new code sent in");
        (await host.Messages(Linda.Phone)).Count.ShouldBe(4);
        (await browser.Submit(("code", await host.NewestCode(Linda.Phone))))
            .Path()
            .ShouldBe("/register/done");
    }

    // Fails when: naming the number again, or another one, begins to count the sends anew.
    [Fact, Trait("Requirement", "D7")]
    public async Task Naming_another_number_is_a_send_of_the_same_challenge()
    {
        await using var host = await RegistrationWalk.Host(
            People.FileOf(People.WithSecondPhone("linda-moore", Second))
        );
        var browser = await host.Walk(Linda, "/verify/code");
        for (var i = 0; i < 6; i++)
        {
            await browser.Open("/verify/phone");
            await browser.Submit(("phone", i % 2 == 0 ? Second : Linda.Phone));
        }

        (await host.Messages(channel: Channel.Text)).Count.ShouldBe(4);
    }

    // Fails when: a code that went to one number activates another one.
    [Fact, Trait("Requirement", "R17")]
    public async Task Another_number_makes_the_earlier_code_useless()
    {
        await using var host = await RegistrationWalk.Host(
            People.FileOf(People.WithSecondPhone("linda-moore", Second))
        );
        var browser = await host.Walk(Linda, "/verify/code");
        var first = await host.NewestCode(Linda.Phone);
        await browser.Open("/verify/phone");
        await browser.Submit(("phone", Second));
        browser.MainText.ShouldContain("the number ending in 72");
        var second = await host.NewestCode(Second);
        if (first != second)
        {
            await browser.Submit(("code", first));
            browser.ErrorBeside("code").ShouldNotBeNull();
        }

        await browser.Submit(("code", second));

        browser.Path().ShouldBe("/register/done");
        var account = await host.AccountOf(Linda.Email);
        var profile = await host.Do(services =>
            services.GetRequiredService<AccountProfile>().Read(account!.Id, CancellationToken.None)
        );
        profile!.Phone.ShouldBe(Second);
    }

    // Fails when: a code of another kind, for the same account and phone, activates it.
    [Fact, Trait("Requirement", "D2")]
    public async Task A_confirmation_code_does_not_activate_a_phone()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        var issued = await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                    {
                        var phone = await services
                            .GetRequiredService<SecureAccessDbContext>()
                            .Set<ClaimedPhone>()
                            .SingleAsync(token);
                        return await services
                            .GetRequiredService<OneTimeCodes>()
                            .Issue(
                                new(
                                    CodeKind.Confirmation,
                                    phone.AccountId,
                                    phone.Id.ToString("N"),
                                    Guid.Empty
                                ),
                                token
                            );
                    },
                    CancellationToken.None
                )
        );

        await browser.Submit(("code", issued.Code.Reveal()));

        browser.Path().ShouldBe("/verify/code");
        browser.ErrorBeside("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_cannot_be_a_code_is_said_beside_the_field_and_not_counted()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        foreach (
            var entry in new[] { "", "12345", "1234567", "abcdef", "１２３４５６", "12345\u0007" }
        )
        {
            await browser.Submit(("code", entry));
            browser.ErrorBeside("code").ShouldBe("Enter the 6 digits of your activation code.");
        }

        (await browser.Submit(("code", await host.NewestCode(Linda.Phone))))
            .Path()
            .ShouldBe("/register/done");
    }

    // Fails when: the code is accepted a second time, or its form sent twice ends in an error.
    [Fact, Trait("Requirement", "D2")]
    public async Task Sent_many_times_at_once_it_is_accepted_once_and_all_are_led_on()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/code");
        var code = await host.NewestCode(Linda.Phone);
        var tabs = new List<Browser>();
        for (var i = 0; i < 8; i++)
        {
            tabs.Add(await browser.NewTab().Open("/verify/code"));
        }

        await Together.AtOnce(tabs, tab => tab.Submit(("code", code)));

        tabs.ShouldAllBe(tab => (int)tab.Status < 500);
        (await host.Messages(Linda.Email))
            .Count(message => message.Subject == "Your Secure Access registration is complete")
            .ShouldBe(1);
        var account = await host.AccountOf(Linda.Email);
        (
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<ActivatedPhone>()
                    .CountAsync(phone => phone.AccountId == account!.Id)
            )
        ).ShouldBe(1);
    }
}
