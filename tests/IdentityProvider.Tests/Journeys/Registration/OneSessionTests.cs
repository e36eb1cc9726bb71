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

    [Theory]
    [Trait("Requirement", "R18")]
    [Trait("Requirement", "D6")]
    [Trait("Threat", "Letter-theft")]
    [InlineData("linda-moore", null, 1)]
    [InlineData("business-phone", "text", 2)]
    [InlineData("business-phone", "app", 2)]
    // Fails when: a registration ends without a notice to the address of record, the notice holds a code, or it takes one of D6's two letters.
    public async Task Every_registration_is_told_to_the_address_of_record(
        string id,
        string? byLetter,
        int letters
    )
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of(id);

        await new RegistrationWalk(host, person) { ByLetter = byLetter }.To(
            host.NewBrowser(),
            "/register/done"
        );

        var all = await host.Letters(person);
        all.Count.ShouldBe(letters);
        all[0].Subject.ShouldBe("You are registered with Secure Access");
        all[0].Code.ShouldBeNull();
        all[0].Body.ShouldContain((string)person.Record["address"]!["street"]!);
        (await host.Messages(person.Email, SecureAccess.Delivery.Channel.Email))[0]
            .Subject.ShouldBe("Your Secure Access registration is complete");
        var used = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SecureAccess.Limits.BudgetUse>()
                .Where(use => use.Key.StartsWith("letters-per-account"))
                .SumAsync(use => use.Taken)
        );
        used.ShouldBe(letters - 1);
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

        await browser.Open("/verify/letter");
        await browser.Submit();
        await browser.Open("/verify/letter-code");
        browser.Heading().ShouldBe("Enter the activation code in your letter");
        browser.MainText.ShouldContain("valid for 30 days");
        (await host.Letters(linda))[0].Body.ShouldContain("valid for 30 days");
    }

    [Theory]
    [Trait("Requirement", "R22")]
    [Trait("Requirement", "R19")]
    [Trait("Requirement", "R20")]
    [InlineData("text", "10 minutes")]
    [InlineData("voice", "10 minutes")]
    [InlineData("app", "60 seconds")]
    // Fails when: the security code is not called by its name with its lifetime where it is typed, or in its message.
    public async Task The_security_code_is_explained_where_it_is_typed(
        string method,
        string lifetime
    )
    {
        await using var host = await SecureAccessHost.Start();
        var maria = new TestPerson { AppSecret = "GEZDGNBVGY3TQOJQ" };
        await host.Add(maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(maria);

        await browser.Submit(("method", method));

        browser.MainText.ShouldContain("security code");
        browser.MainText.ShouldContain(lifetime);
        if (method != "app")
        {
            var message = (await host.Messages(maria.Phone))[0];
            message.Body.ShouldContain("security code");
            message.Body.ShouldContain(lifetime);
        }
    }

    [Fact]
    [Trait("Requirement", "R10")]
    [Trait("Requirement", "R22")]
    // Fails when: the preparation page leaves a code out, or prints another lifetime than the table's.
    public async Task All_three_codes_are_explained_before_one_begins()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open("/register");

        var rows = browser
            .Page.QuerySelectorAll("main table tbody tr")
            .Select(row =>
                $"{row.Children[0].TextContent}: {row.Children[row.Children.Length - 1].TextContent}"
            );

        rows.ShouldBe([
            "Confirmation code: 15 minutes",
            "Activation code: 10 minutes",
            "Activation code: 30 days",
            "Security code: 10 minutes",
            "Security code: 60 seconds",
        ]);
    }
}
