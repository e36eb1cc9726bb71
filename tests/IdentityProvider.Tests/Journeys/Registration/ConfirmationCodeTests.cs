using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Codes;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using Registering = SecureAccess.Sessions.Registering;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class ConfirmationCodeTests
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: the confirmation code lives shorter or longer than 15 minutes.
    [Theory, Trait("Requirement", "R16")]
    [InlineData(899, "/register/account")]
    [InlineData(900, "/register/email")]
    public async Task It_is_accepted_for_fifteen_minutes_and_no_longer(int seconds, string then)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var code = await host.NewestCode(Linda.Email);
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe(then);
    }

    [Fact]
    public async Task After_its_time_the_person_is_told_so_and_finds_the_address_filled_in()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var code = await host.NewestCode(Linda.Email);
        host.Clock.Advance(CodeKind.Confirmation.Lifetime);

        await browser.Submit(("code", code));

        browser.MainText.ShouldContain("Your confirmation code is no longer valid.");
        browser.ValueOf("email").ShouldBe(Linda.Email);
        await browser.Submit();
        browser.Path().ShouldBe("/register/code");
        (await browser.Submit(("code", await host.NewestCode(Linda.Email))))
            .Path()
            .ShouldBe("/register/account");
    }

    // Fails when: more than five wrong entries are compared with one code.
    [Fact, Trait("Requirement", "D2")]
    public async Task Five_wrong_entries_void_it()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var code = await host.NewestCode(Linda.Email);
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

    // Fails when: the code before stays valid beside the one that was sent again.
    [Fact, Trait("Requirement", "D2")]
    public async Task A_resend_voids_the_one_before()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var first = await host.NewestCode(Linda.Email);
        var second = await SendAgain(host, browser);

        if (first != second)
        {
            await browser.Submit(("code", first));
            browser.ErrorBeside("code").ShouldNotBeNull();
        }

        (await browser.Submit(("code", second))).Path().ShouldBe("/register/account");
    }

    // Fails when: asking for another code, or for one to another address, gives five entries more before the delay.
    [Theory, Trait("Requirement", "D2")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resend_does_not_reset_the_count_of_failures(bool toAnotherAddress)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        await browser.EnterWrong(await host.NewestCode(Linda.Email), 4);
        var code = toAnotherAddress
            ? await ChangeAddress(host, browser, "another@example.net")
            : await SendAgain(host, browser);
        await browser.EnterWrong(code, 1);

        await browser.Submit(("code", code));

        browser
            .ErrorBeside("code")
            .ShouldBe("There were too many wrong codes. Try again in 30 seconds.");
    }

    // Fails when: a confirmation code is sent again within 30 seconds, or more than three times.
    [Fact, Trait("Requirement", "D7")]
    public async Task Another_one_can_be_had_after_thirty_seconds_three_times()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
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
        (await host.Messages(Linda.Email)).Count.ShouldBe(4);
        (await browser.Submit(("code", await host.NewestCode(Linda.Email))))
            .Path()
            .ShouldBe("/register/account");
    }

    // Fails when: an entry of another length or alphabet uses up one of the five.
    [Fact, Trait("Requirement", "D2")]
    public async Task What_cannot_be_a_code_is_said_beside_the_field_and_not_counted()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        foreach (
            var entry in new[] { "", "12345", "1234567", "abcdef", "１２３４５６", "12345\u0007" }
        )
        {
            await browser.Submit(("code", entry));
            browser.ErrorBeside("code").ShouldBe("Enter the 6 digits of your confirmation code.");
        }

        browser.ValueOf("code").ShouldBeNull();
        (await browser.Submit(("code", await host.NewestCode(Linda.Email))))
            .Path()
            .ShouldBe("/register/account");
    }

    // Fails when: codes of another kind for the same registration and address are taken.
    [Fact, Trait("Requirement", "D2")]
    public async Task An_activation_code_does_not_confirm_an_address()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var issued = await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                    {
                        var row = await services
                            .GetRequiredService<SecureAccessDbContext>()
                            .Set<Registering.Registration>()
                            .SingleAsync(token);
                        return await services
                            .GetRequiredService<OneTimeCodes>()
                            .Issue(
                                new(CodeKind.Activation, row.Id, row.EmailFingerprint, Guid.Empty),
                                token
                            );
                    },
                    CancellationToken.None
                )
        );

        await browser.Submit(("code", issued.Code.Reveal()));

        browser.Path().ShouldBe("/register/code");
        browser.ErrorBeside("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_address_gets_its_own_code_and_the_one_before_is_useless()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/code");
        var first = await host.NewestCode(Linda.Email);
        var second = await ChangeAddress(host, browser, "another@example.net");
        browser.MainText.ShouldContain("another@example.net");
        if (first != second)
        {
            await browser.Submit(("code", first));
            browser.ErrorBeside("code").ShouldNotBeNull();
        }

        await browser.Submit(("code", second));

        browser.Path().ShouldBe("/register/account");
        browser.MainText.ShouldContain("another@example.net");
        browser.MainText.ShouldNotContain(Linda.Email);
    }

    private static async Task<string> SendAgain(SecureAccessHost host, Browser browser)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitForm(Registrations.Resend);
        return await host.NewestCode(Linda.Email);
    }

    private static async Task<string> ChangeAddress(
        SecureAccessHost host,
        Browser browser,
        string email
    )
    {
        await browser.Follow("main a[href*='change=yes']");
        await browser.Submit(("email", email));
        browser.Path().ShouldBe("/register/code");
        return await host.NewestCode(email);
    }
}
