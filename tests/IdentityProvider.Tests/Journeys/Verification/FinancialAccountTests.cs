using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class FinancialAccountTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: a kind of account is not offered, or an account of it does not confirm the person.
    [Fact, Trait("Requirement", "R13")]
    public async Task Every_one_of_the_six_kinds_is_offered_and_confirms()
    {
        string[] kinds =
        [
            "credit-card",
            "student-loan",
            "mortgage",
            "home-equity-loan",
            "home-equity-line",
            "auto-loan",
        ];
        var record = Registrant.Of("linda-moore").Record;
        record["accounts"] = new JsonArray([.. kinds.Select((kind, i) => Account(kind, i))]);
        await using var host = await RegistrationWalk.Host(People.FileOf(record));
        for (var i = 0; i < kinds.Length; i++)
        {
            var person = new Registrant(record)
            {
                AccountIndex = i,
                Email = $"person{i}@example.net",
                Username = $"person-{i}",
            };
            var browser = await host.Walk(person, "/verify/financial-account");
            browser
                .Page.QuerySelectorAll("[name='accountKind']")
                .Select(radio => radio.GetAttribute("value"))
                .ShouldBe(kinds);
            (
                await new RegistrationWalk(host, person).GoOnTo(browser, "/verify/phone")
            ).MainText.ShouldContain("What you entered matches our sources.");
        }
    }

    // Fails when: blanks and dashes of a statement or a card are not taken for what they are.
    [Theory, Trait("Requirement", "D10")]
    [InlineData("credit-card", "8888 1881")]
    [InlineData("credit-card", " 8888-1881 ")]
    [InlineData("auto-loan", "6021-44 78")]
    [InlineData("auto-loan", "6021\u201144\u00a078")]
    public async Task Spaces_and_dashes_do_not_count(string kind, string typed)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/financial-account");

        await browser.Submit(("accountKind", kind), ("accountNumber", typed));

        browser.Path().ShouldBe("/verify/review");
        browser.MainText.ShouldContain($"ending in {typed.Trim()[^2..]}");
        (await browser.Submit()).Path().ShouldBe("/verify/phone");
    }

    // Fails when: a number that cannot be one of its kind is taken and costs a try, or more of a card than its last 8 digits is.
    [Theory, Trait("Requirement", "D10")]
    [InlineData("credit-card", "", "Enter the account number.")]
    [InlineData("credit-card", " - ", "Enter the account number.")]
    [InlineData("credit-card", "8888188", "Enter only the last 8 digits of your credit card.")]
    [InlineData("credit-card", "888818811", "Enter only the last 8 digits of your credit card.")]
    [InlineData(
        "credit-card",
        "4012888888881881",
        "Enter only the last 8 digits of your credit card."
    )]
    [InlineData(
        "credit-card",
        "8888188a",
        "An account number has digits only. Leave letters and signs out."
    )]
    [InlineData(
        "credit-card",
        "８８８８１８８１",
        "An account number has digits only. Leave letters and signs out."
    )]
    [InlineData(
        "credit-card",
        "8888\u00011881",
        "An account number has digits only. Leave letters and signs out."
    )]
    [InlineData(
        "credit-card",
        "<script>1</script>",
        "An account number has digits only. Leave letters and signs out."
    )]
    [InlineData("auto-loan", "6021", "An account number has 5 to 20 digits. Enter all of them.")]
    [InlineData(
        "mortgage",
        "123456789012345678901",
        "An account number has 5 to 20 digits. Enter all of them."
    )]
    public async Task What_cannot_be_its_number_is_said_beside_the_field(
        string kind,
        string typed,
        string error
    )
    {
        var browser = await at.Page("/verify/financial-account");

        await browser.Submit(("accountKind", kind), ("accountNumber", typed));

        browser.Path().ShouldBe("/verify/financial-account");
        browser.ErrorBeside("accountNumber").ShouldBe(error);
        browser
            .Page.QuerySelector($"[name='accountKind'][value='{kind}']")!
            .HasAttribute("checked")
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("savings")]
    [InlineData("credit-card,mortgage")]
    public async Task A_kind_that_is_none_is_said_beside_the_choice_and_the_number_is_kept(
        string kind
    )
    {
        var browser = await at.Page("/verify/financial-account");

        await browser.Submit(("accountKind", kind), ("accountNumber", "88881881"));

        browser.ErrorBeside("accountKind").ShouldBe("Choose a kind of account.");
        browser.ValueOf("accountNumber").ShouldBe("88881881");
    }

    // Fails when: a refused card is not named where all else matched, or is no attempt.
    [Theory, Trait("Requirement", "R13"), Trait("Requirement", "D10")]
    [InlineData("american-express", "This is an American Express card, which we cannot use.")]
    [InlineData("debit-card", "This is a debit card, which we cannot use.")]
    [InlineData("corporate-card", "This is a corporate card, which we cannot use.")]
    public async Task A_card_that_is_not_accepted_is_named_when_all_else_matches(
        string id,
        string reason
    )
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.Walk(Registrant.Of(id), "/verify/not-confirmed");

        browser.Heading().ShouldBe("We cannot use this card");
        browser.MainText.ShouldContain(reason);
        browser.MainText.ShouldContain("Tries left: 2");
        (await browser.Follow("main a.usa-button")).Path().ShouldBe("/verify/financial-account");
    }

    // Fails when: the reason is shown although another item did not match: it would tell a thief that the card is right.
    [Theory, Trait("Requirement", "D10"), Trait("Requirement", "D5")]
    [InlineData("givenName", "Nobody")]
    [InlineData("birthYear", "1900")]
    [InlineData("filingStatus", "surviving-spouse")]
    [InlineData("postalCode", "99999")]
    public async Task The_card_is_not_named_when_anything_else_is_wrong(string field, string value)
    {
        await using var host = await RegistrationWalk.Host();
        var pages = new List<string>();
        foreach (
            var id in new[] { "american-express", "debit-card", "corporate-card", "linda-moore" }
        )
        {
            var person = Registrant.Of(id) with
            {
                Email = $"{id}@example.net",
                Username = id,
                Instead = new Dictionary<string, string>
                {
                    [field] = field == "filingStatus" && id == "linda-moore" ? "single" : value,
                },
            };
            var browser = await host.Walk(person, "/verify/review");
            pages.Add((await browser.Submit()).Comparable());
        }

        pages.Distinct().ShouldHaveSingleItem().ShouldContain("We could not confirm your identity");
    }

    // Fails when: the number is still held after its check failed, or something else is asked again with it.
    [Fact, Trait("Requirement", "D10")]
    public async Task After_a_failure_the_number_alone_is_gone_and_asked_again()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(
            Linda with
            {
                Instead = new Dictionary<string, string> { ["city"] = "Tacoma" },
            },
            "/verify/not-confirmed"
        );

        (await Draft(host)).AccountNumber.ShouldBeNull();
        var browser = await host.EnterPassword(Linda);
        browser.Path().ShouldBe("/verify/financial-account");
        browser.MainText.ShouldContain("Please enter the number once more.");
        browser.ValueOf("accountNumber").ShouldBeNullOrEmpty();
        browser
            .Page.QuerySelector("[name='accountKind'][value='credit-card']")!
            .HasAttribute("checked")
            .ShouldBeTrue();
    }

    // Fails when: an entered number counts longer than 24 hours, or shorter.
    [Theory, Trait("Requirement", "D10")]
    [InlineData(-1, "/verify/review")]
    [InlineData(0, "/verify/financial-account")]
    public async Task After_24_hours_the_number_is_asked_again(int secondsFromThen, string then)
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/verify/review");
        host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(secondsFromThen));

        (await host.EnterPassword(Linda)).Path().ShouldBe(then);
    }

    // Fails when: the number outlives the check that confirmed it.
    [Fact, Trait("Requirement", "D10")]
    public async Task After_the_check_no_table_has_the_number()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/review");
        (await Draft(host)).AccountNumber.ShouldNotBeNull();

        await browser.Submit();

        browser.Path().ShouldBe("/verify/phone");
        var draft = await Draft(host);
        draft.AccountNumber.ShouldBeNull();
        draft.AccountNumberEnteredAt.ShouldBeNull();
    }

    private static JsonObject Account(string kind, int i) =>
        new()
        {
            ["kind"] = kind,
            ["number"] = kind == "credit-card" ? "4012888888881881" : $"6021447{i}",
            ["brand"] = kind == "credit-card" ? "visa" : null,
            ["debit"] = false,
            ["corporate"] = false,
        };

    private static Task<StoredDraft> Draft(SecureAccessHost host) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<StoredDraft>()
                .AsNoTracking()
                .SingleAsync()
        );
}
