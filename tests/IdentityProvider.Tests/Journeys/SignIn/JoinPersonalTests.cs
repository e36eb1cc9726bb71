using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Sessions;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using OpenRegistration = SecureAccess.Sessions.Registering.Registration;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>The joining of two accounts of one person (D13).</summary>
public sealed class JoinPersonalTests
{
    private const string Subject = "Your two Secure Access accounts were joined";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Again = Linda with
    {
        Email = "second@example.net",
        Username = "second.name",
    };

    // Fails when: the older account changes, the newer one or its name lives on, or one of the addresses is not told.
    [Fact, Trait("Requirement", "D13")]
    public async Task Joining_closes_the_newer_account_and_leaves_the_older_as_it_was()
    {
        await using var host = await RegistrationWalk.Host();
        var (browser, older, newer) = await AtThePage(host);
        browser.MainText.ShouldContain(Linda.Username!);
        browser.MainText.ShouldContain(Again.Username!);
        browser.MainText.ShouldContain(Again.Email);
        var other = await host.EnterPassword(Again);
        other.Path().ShouldBe("/verify/account-exists");

        await browser.Submit();

        browser.Path().ShouldBe(Merges.Merged);
        var after = (await host.AccountOf(Linda.Email))!;
        (after.Id, after.UserName, after.PasswordHash).ShouldBe(
            (older.Id, older.UserName, older.PasswordHash)
        );
        (await host.AccountOf(Again.Email)).ShouldBeNull();
        var closed = await host.In(database =>
            database.Set<Account>().SingleAsync(a => a.Id == newer.Id)
        );
        closed.JoinedInto.ShouldBe(older.Id);
        closed.DisabledAt.ShouldNotBeNull();
        (await host.Count<OpenRegistration>()).ShouldBe(0);
        (
            await host.In(database =>
                database
                    .Set<Session>()
                    .CountAsync(s => s.AccountId == newer.Id && s.EndedAt == null)
            )
        ).ShouldBe(0);
        (await other.Open("/verify/account-exists")).Path().ShouldBe("/sign-in");
        (await host.EnterPassword(Again)).ErrorBeside("password").ShouldNotBeNull();
        (
            await host.Do(services =>
                services
                    .GetRequiredService<Usernames>()
                    .Check(Again.Username!, "r", "203.0.113.9", CancellationToken.None)
            )
        ).ShouldBeOfType<UsernameResult.NotAvailable>();
        foreach (var to in new[] { Linda.Email, Again.Email })
        {
            (await host.Messages(to)).Count(message => message.Subject == Subject).ShouldBe(1, to);
        }

        var join = await host.In(database => database.Set<AccountJoin>().SingleAsync());
        (join.Kind, join.AccountId, join.JoinedId, join.RetiredUsername).ShouldBe(
            (JoinKind.Personal, older.Id, newer.Id, Again.Username)
        );
        join.ClosedEmail.ShouldNotBeNull();
    }

    // Fails when: the address is kept unasked, or does not open the older account where it was asked for.
    [Theory, Trait("Requirement", "D13")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_newer_address_is_kept_only_if_the_person_says_so(bool keep)
    {
        await using var host = await RegistrationWalk.Host();
        var (browser, older, _) = await AtThePage(host);

        await browser.Submit(keep ? [("keepEmail", "true")] : []);

        (await host.AccountOf(Again.Email))?.Id.ShouldBe(older.Id);
        (await host.AccountOf(Again.Email) is not null).ShouldBe(keep);
        var signIn = await host.EnterPassword(Linda with { Username = Again.Email });
        signIn.Path().ShouldBe(keep ? "/sign-in/method" : "/sign-in");
    }

    // Fails when: "This is not me" changes or tells anything, or is not asked again.
    [Fact, Trait("Requirement", "D13")]
    public async Task This_is_not_me_leaves_both()
    {
        await using var host = await RegistrationWalk.Host();
        var (browser, older, newer) = await AtThePage(host);

        await browser.SubmitForm(Merges.NotMe);

        browser.Path().ShouldNotBe(Merges.Page);
        (await host.EventsOf(older.Id)).ShouldContain("join.declined");
        (await host.AccountOf(Again.Email))!.UserName.ShouldBe(newer.UserName);
        (await host.EnterPassword(Again)).Path().ShouldBe("/verify/account-exists");
        (await host.Messages()).ShouldNotContain(message => message.Subject == Subject);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await new RegistrationWalk(host, Linda).To(host.NewBrowser(), Merges.Page, "/sign-in");
    }

    // Fails when: a newer account that was destroyed (D22) is still offered, or its row stays.
    [Fact, Trait("Requirement", "D13"), Trait("Requirement", "D22")]
    public async Task A_newer_account_that_is_gone_is_not_offered()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/register/done");
        await host.Walk(Again, "/verify/account-exists");
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.DestroyOldRegistrations();

        var browser = host.NewBrowser();
        await new RegistrationWalk(host, Linda).To(browser, "/", "/sign-in");

        browser.Path().ShouldBe("/");
        (await host.Count<PendingJoin>()).ShouldBe(0);
        // D22: the name of a destroyed registration is free again.
        (
            await host.In(database =>
                database.Set<TakenUsername>().CountAsync(name => name.Name == "SECOND.NAME")
            )
        ).ShouldBe(0);
    }

    // Fails when: joining is offered to who proved the identity only, or to another than the older account.
    [Fact, Trait("Requirement", "D13"), Trait("Threat", "Merge-takeover-and-pre-hijacking")]
    public async Task Nothing_is_offered_to_the_newer_account_or_before_the_second_factor()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/register/done");
        await host.Walk(Again, "/verify/account-exists");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        (await (await host.EnterPassword(Again)).Open(Merges.Page)).Path().ShouldNotBe(Merges.Page);
        (await (await host.EnterPassword(Linda)).Open(Merges.Page))
            .Path()
            .ShouldBe("/sign-in/method");
    }

    private static async Task<(Browser Browser, Account Older, Account Newer)> AtThePage(
        SecureAccessHost host
    )
    {
        await host.Walk(Linda, "/register/done");
        var browser = await host.Walk(Again, "/verify/account-exists");
        await browser.Submit();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await new RegistrationWalk(host, Linda).GoOnTo(browser, Merges.Page);
        return (
            browser,
            (await host.AccountOf(Linda.Email))!,
            (await host.AccountOf(Again.Email))!
        );
    }
}
