using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using Registering = SecureAccess.Sessions.Registering;

namespace SecureAccess.Tests.Journeys.Registration;

/// <summary>The one-session way from nothing to a tool, over the pages alone.</summary>
public sealed class OneSessionTests
{
    [Fact]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "R14")]
    // Fails when: the activated phone does not verify the account, or the way back to the tool is lost on the way.
    public async Task A_stranger_who_comes_from_a_tool_registers_and_arrives_there_verified()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, linda);

        await walk.ToTool(browser, Visitor.From("own", "&prompt=create"));

        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
        walk.Answered.ShouldBe([
            "/register",
            "/register/email",
            "/register/code",
            "/register/account",
            "/verify/identity",
            "/verify/financial-account",
            "/verify/review",
            "/verify/phone",
            "/verify/code",
            "/register/done",
        ]);
    }

    [Fact]
    [Trait("Requirement", "R5")]
    // Fails when: a second tool asks a person who has just registered for anything.
    public async Task Another_tool_then_opens_without_further_action()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        await new RegistrationWalk(host, Registrant.Of("linda-moore")).ToTool(
            browser,
            Visitor.From("own", "&prompt=create")
        );

        await browser.Open(Visitor.From("own"));

        browser.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    [Trait("Requirement", "D10")]
    [Trait("Requirement", "D19")]
    // Fails when: the account number, or anything of the draft, outlives the registration; or the evidence is not kept.
    public async Task What_is_kept_is_the_evidence_and_the_identity_and_not_the_draft()
    {
        await using var host = await RegistrationWalk.Host();
        await new RegistrationWalk(host, Registrant.Of("linda-moore")).To(
            host.NewBrowser(),
            "/register/done"
        );

        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var account = await database
                .Set<Account>()
                .SingleAsync(account => account.UserName == "new.person");
            account.VerifiedAt.ShouldBe(host.Clock.GetUtcNow());
            (await database.Set<StoredDraft>().CountAsync()).ShouldBe(0);
            (await database.Set<Registering.Registration>().CountAsync()).ShouldBe(0);
            var evidence = await database
                .Set<Evidence>()
                .Where(evidence => evidence.AccountId == account.Id)
                .ToListAsync();
            evidence
                .Select(evidence => evidence.Kind)
                .ShouldBe(
                    [EvidenceKind.TaxRecord, EvidenceKind.FinancialAccount, EvidenceKind.Phone],
                    ignoreOrder: true
                );
            var profile = await services
                .GetRequiredService<AccountProfile>()
                .Read(account.Id, CancellationToken.None);
            profile!.Email.ShouldBe("new.person@example.net");
            profile.Phone.ShouldBe("+12065550171");
            profile.Person!.FamilyName.ShouldBe("Moore");
        });
    }

    [Fact]
    [Trait("Requirement", "D14")]
    // Fails when: who ticked the box and is matched by no import goes back to the tool without a username.
    public async Task Who_has_an_e_Services_username_and_is_matched_by_no_import_chooses_one_at_the_end()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore") with { Username = null };
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, linda);

        await walk.To(browser, "/register/username", Visitor.From("own", "&prompt=create"));
        browser.Heading().ShouldBe("No e-Services account was found: choose a username");

        // Leaving changes nothing: it is asked at the next sign-in, before the tool.
        var later = host.NewBrowser();
        await walk.To(later, "/register/username", Visitor.From("own"));
        await browser.Submit(("username", "linda.chose"));
        await walk.GoOnTo(browser, "");

        browser.SentParameters.Keys.ShouldContain("code");
        await later.Open(Visitor.From("own"));
        later.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    [Trait("Requirement", "R17")]
    [Trait("Requirement", "R22")]
    // Fails when: a code's page does not call it by its name, or prints another lifetime than the table's.
    public async Task Each_code_is_asked_for_by_its_name_with_its_lifetime()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, linda);

        await walk.To(browser, "/register/code");
        browser.Heading().ShouldBe("Enter your confirmation code");
        browser.MainText.ShouldContain("valid for 15 minutes");
        (await host.Messages(linda.Email))[0].Body.ShouldContain("15 minutes");

        await walk.GoOnTo(browser, "/verify/code");
        browser.Heading().ShouldBe("Enter your activation code");
        browser.MainText.ShouldContain("valid for 10 minutes");
        (await host.Messages(linda.Phone))[0].Body.ShouldContain("10 minutes");
    }
}
