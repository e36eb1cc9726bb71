using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using Registering = SecureAccess.Sessions.Registering;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class UnfinishedTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Business = Registrant.Of("business-phone");

    // Fails when: a registration without a password is kept longer than 24 hours after its last step, or destroyed before, or anything of the person stays.
    [Theory, Trait("Requirement", "D22")]
    [InlineData("/register/code")]
    [InlineData("/register/account")]
    public async Task Without_a_password_it_is_destroyed_24_hours_after_its_last_step(
        string stopped
    )
    {
        await using var host = await RegistrationWalk.Host();
        var before = await Rows(host);
        await TakeLastStep(host, Linda, stopped);

        await Ends(host, TimeSpan.FromHours(24), before);
    }

    // Fails when: a step after the password does not move the 30 days, or something of the person is kept after them.
    [Theory, Trait("Requirement", "D22")]
    [InlineData("/verify/identity")]
    [InlineData("/verify/financial-account")]
    [InlineData("/verify/review")]
    [InlineData("/verify/phone")]
    [InlineData("/verify/code")]
    [InlineData("/verify/not-confirmed")]
    [InlineData("/verify/letter")]
    public async Task With_a_password_it_is_destroyed_30_days_after_its_last_completed_step(
        string stopped
    )
    {
        await using var host = await RegistrationWalk.Host();
        var before = await Rows(host);
        var person = stopped switch
        {
            "/verify/letter" => Business,
            "/verify/not-confirmed" => Linda with
            {
                Instead = new Dictionary<string, string> { ["city"] = "Tacoma" },
            },
            _ => Linda,
        };
        await TakeLastStep(host, person, stopped);

        await Ends(host, TimeSpan.FromDays(30), before);
    }

    // Fails when: naming another phone after the first, or the proof that ends at another account (D13), is no step.
    [Theory, Trait("Requirement", "D22")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_at_the_phone_moves_the_30_days_every_time(bool proves)
    {
        await using var host = await RegistrationWalk.Host();
        var person = proves
            ? Linda with
            {
                Email = "second@example.net",
                Username = "second.name",
            }
            : Business;
        if (proves)
        {
            await host.Walk(Linda, "/register/done");
        }

        var before = await Rows(host);
        var browser = await host.Walk(person, proves ? "/verify/code" : "/verify/letter");
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        if (proves)
        {
            await new RegistrationWalk(host, person).GoOnTo(browser, "/verify/account-exists");
        }
        else
        {
            await browser.Open("/verify/phone");
            await browser.Submit(("phone", "+16175550123"));
        }

        await Ends(host, TimeSpan.FromDays(30), before);
    }

    // Fails when: a registration whose mailed code lives, or ended less than 24 hours ago, is destroyed.
    [Fact, Trait("Requirement", "D22")]
    public async Task It_is_kept_while_a_mailed_code_lives_and_24_hours_more()
    {
        await using var host = await RegistrationWalk.Host();
        var before = await Rows(host);
        await host.WalkByLetter(Business, "/verify/letter-code");
        host.Clock.Advance(TimeSpan.FromDays(20));
        var browser = await host.EnterPassword(Business);
        await browser.SubmitForm(Registrations.Resend);
        (await host.Letters(Business)).Count.ShouldBe(2);

        await Ends(host, CodeKind.MailedActivation.Lifetime + TimeSpan.FromHours(24), before);
    }

    // Fails when: a registration whose letter was accepted is not kept for 30 days after that step, or letter and app secret outlive it.
    [Fact, Trait("Requirement", "D22")]
    public async Task Who_entered_a_mailed_code_has_thirty_days_more()
    {
        await using var host = await RegistrationWalk.Host();
        var before = await Rows(host);
        var walk = RegistrationWalk.App(host, Business);
        await walk.To(host.NewBrowser(), "/verify/letter-code");
        host.Clock.Advance(TimeSpan.FromDays(29));
        await walk.GoOnTo(await host.EnterPassword(Business), "/verify/app");

        await Ends(host, TimeSpan.FromDays(30), before);
    }

    // Fails when: the account of a verified person is destroyed, however old; also of one who has no username yet (D14).
    [Theory, Trait("Requirement", "D22")]
    [InlineData("/register/done", "new.person")]
    [InlineData("/register/username", null)]
    public async Task A_verified_account_is_never_destroyed(string stopped, string? username)
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda with { Username = username }, stopped);
        host.Clock.Advance(TimeSpan.FromDays(400));

        await host.DestroyOldRegistrations();

        var account = (await host.AccountOf(Linda.Email)).ShouldNotBeNull();
        (
            await host.Do(services =>
                services
                    .GetRequiredService<AccountProfile>()
                    .Read(account.Id, CancellationToken.None)
            )
        )!.Email.ShouldBe(Linda.Email);
    }

    // Fails when: what was destroyed blocks its person's address, username or number.
    [Fact, Trait("Requirement", "D22")]
    public async Task Who_was_destroyed_may_register_again_with_the_same_address_and_name()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/verify/code");
        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.DestroyOldRegistrations();

        (await host.Walk(Linda, "/register/done")).Path().ShouldBe("/register/done");
    }

    private static async Task TakeLastStep(SecureAccessHost host, Registrant person, string stopped)
    {
        var walk = new RegistrationWalk(host, person);
        var browser = await host.NewBrowser().Open("/register");
        while (browser.Path() != stopped)
        {
            walk.Answered.Count.ShouldBeLessThan(20, string.Join(" ", walk.Answered));
            host.Clock.Advance(TimeSpan.FromMinutes(5));
            await walk.Answer(browser);
        }
    }

    private static async Task Ends(SecureAccessHost host, TimeSpan after, string before)
    {
        host.Clock.Advance(after - Moment);
        var kept = await Rows(host);
        await host.DestroyOldRegistrations();
        (await Rows(host)).ShouldBe(kept);
        kept.ShouldNotBe(before);

        host.Clock.Advance(Moment);
        await host.DestroyOldRegistrations();
        (await Rows(host)).ShouldBe(before);
    }

    /// <summary>How many rows the tables of people have.</summary>
    private static async Task<string> Rows(SecureAccessHost host) =>
        string.Join(
            ", ",
            $"accounts {await host.Count<Account>()}",
            $"addresses {await host.Count<EmailAddress>()}",
            $"keys {await host.Count<PersonKey>()}",
            $"registrations {await host.Count<Registering.Registration>()}",
            $"drafts {await host.Count<StoredDraft>()}",
            $"claims {await host.Count<ClaimedPhone>()}",
            $"letters {await host.Count<ActivationLetter>()}",
            $"pending apps {await host.Count<PendingApp>()}",
            $"codes {await host.Do(services => services.GetRequiredService<SecureAccessDbContext>().Set<OneTimeCode>().CountAsync())}"
        );
}
