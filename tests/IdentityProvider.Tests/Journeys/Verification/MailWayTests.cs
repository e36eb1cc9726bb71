using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>The mail way from the letter to a verified person.</summary>
public sealed class MailWayTests
{
    // Fails when: a phone that cannot finish in one session does not finish by letter, by a text or a call, or is not the one that is used to sign in.
    [Theory]
    [Trait("Requirement", "R15"), Trait("Requirement", "R18"), Trait("Requirement", "D11")]
    [InlineData("business-phone", "text", Channel.Text, true)]
    [InlineData("business-phone", "voice", Channel.Voice, true)]
    [InlineData("landline", "voice", Channel.Voice, false)]
    [InlineData("internet-phone", "text", Channel.Text, true)]
    [InlineData("sim-changed", "text", Channel.Text, true)]
    [InlineData("phone-not-in-name", "voice", Channel.Voice, true)]
    public async Task A_phone_of_any_kind_is_set_up_with_a_letter(
        string id,
        string method,
        Channel channel,
        bool receivesTexts
    )
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of(id);

        var browser = await host.WalkByLetter(person, "/register/done", method);

        browser.Path().ShouldBe("/register/done");
        var activation = (await host.Messages(person.Phone)).ShouldHaveSingleItem();
        activation.Channel.ShouldBe(channel);
        activation.Body.ShouldContain("10 minutes");
        var account = (await host.AccountOf(person.Email))!;
        account.VerifiedAt.ShouldNotBeNull();
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var phone = await database
                .Set<ActivatedPhone>()
                .SingleAsync(row => row.AccountId == account.Id);
            phone.ReceivesTexts.ShouldBe(receivesTexts);
            (
                await database
                    .Set<Evidence>()
                    .Where(row => row.AccountId == account.Id)
                    .Select(row => row.Kind)
                    .ToListAsync()
            ).ShouldBe(
                [EvidenceKind.TaxRecord, EvidenceKind.FinancialAccount, EvidenceKind.Letter],
                ignoreOrder: true
            );
            (await database.Set<ActivationLetter>().AnyAsync()).ShouldBeFalse();
            (await database.Set<ClaimedPhone>().AnyAsync()).ShouldBeFalse();
        });
    }

    // Fails when: the app cannot be chosen by letter, is verified without a code that it made, or its code can be used again.
    [Fact]
    [Trait("Requirement", "R15"), Trait("Requirement", "R20"), Trait("Requirement", "D3")]
    public async Task The_app_is_set_up_with_a_letter_and_proven_by_its_own_code()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var walk = RegistrationWalk.App(host, linda);
        var browser = await walk.To(host.NewBrowser(), "/verify/app");
        (await host.AccountOf(linda.Email))!.VerifiedAt.ShouldBeNull();
        await walk.GoOnTo(browser, "/register/done");
        var used = walk.AppCode();

        var account = (await host.AccountOf(linda.Email))!;
        account.VerifiedAt.ShouldNotBeNull();
        (
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<ActivatedPhone>()
                    .AnyAsync(phone => phone.AccountId == account.Id)
            )
        ).ShouldBeFalse();
        var again = await host.EnterPassword(linda);
        again.Path().ShouldBe("/sign-in/method");
        await again.Submit(("method", "app"));
        await again.Submit(("code", used));
        again.ErrorBeside("code").ShouldNotBeNull().ShouldContain("used already");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await again.Submit(("code", walk.AppCode()))).ErrorBeside("code").ShouldBeNull();
    }

    // Fails when: a token names another method than the one that was proved.
    [Theory]
    [Trait("Requirement", "D18"), Trait("Requirement", "R23")]
    [InlineData("text", "sms")]
    [InlineData("voice", "tel")]
    [InlineData("app", "otp")]
    public async Task The_session_says_what_was_proved(string method, string amr)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(
            Registrant.Of("business-phone"),
            "/register/done",
            method
        );

        var session = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SecureAccess.Sessions.Session>()
                .SingleAsync(row => row.EndedAt == null)
        );

        session.SecondFactorMethod.ShouldBe(method);
        SecureAccess.Sessions.Acr.Amr(session.SecondFactorMethod!).ShouldContain(amr);
        browser.Path().ShouldBe("/register/done");
    }

    // Fails when: a password alone yields a token, or another page than those of registering, while a letter is under way.
    [Fact]
    [Trait("Requirement", "D18"), Trait("Requirement", "D6")]
    public async Task Until_the_letter_comes_a_sign_in_ends_at_its_page_and_yields_nothing()
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of("business-phone");
        await host.WalkByLetter(
            person,
            "/verify/letter-code",
            from: Visitor.From("own", "&prompt=create")
        );
        host.Clock.Advance(TimeSpan.FromDays(20));

        var browser = await host.EnterPassword(person, Visitor.From("own"));

        browser.Path().ShouldBe("/verify/letter-code");
        foreach (
            var page in new[]
            {
                "/account/app",
                "/sign-in/method",
                "/sign-in/code",
                "/register/done",
                "/verify/method",
                "/verify/app",
                "/verify/code",
                "/verify/identity",
            }
        )
        {
            (await browser.NewTab().Open(page)).Path().ShouldBe("/verify/letter-code", page);
        }

        (await browser.NewTab().Open(Visitor.From("own"))).SentTo.ShouldBeNull();
        var walk = RegistrationWalk.Letter(host, person);
        await walk.GoOnTo(browser, "");
        browser.SentParameters.Keys.ShouldContain("code");
    }
}
