using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class GenericFailureTests
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    /// <summary>Each item of the check, and a value that is not Linda's.</summary>
    private static readonly (string Field, string Value)[] Mutations =
    [
        ("givenName", "Lynda"),
        ("familyName", "Moor"),
        ("birthMonth", "6"),
        ("birthDay", "10"),
        ("birthYear", "1978"),
        ("taxpayerNumber", "900-02-4418"),
        ("filingStatus", "single"),
        ("street", "1502 Pine St"),
        ("city", "Tacoma"),
        ("state", "OR"),
        ("postalCode", "98102"),
        ("country", "CA"),
        ("accountNumber", "88881882"),
        ("accountKind", "mortgage"),
    ];

    // Fails when: the answer to one wrong item differs from that to another in status, header, body, or in the statements that it took.
    [Fact, Trait("Requirement", "D5")]
    public async Task Whichever_item_is_wrong_the_answer_and_the_work_are_the_same()
    {
        // Each has a number, an account and a source of their own, so that no budget was used before.
        var people = People.Sharing("+12065550171", Mutations.Length + 1);
        people[^1]["frozen"] = true;
        await using var host = await RegistrationWalk.Host(People.FileOf(people));
        var answers = new List<(string Item, string Page, IReadOnlyList<string> Statements)>();
        for (var i = 0; i < people.Count; i++)
        {
            var (field, value) = i < Mutations.Length ? Mutations[i] : ("frozen", "true");
            var person = new Registrant(people[i])
            {
                Email = $"person{i:D2}@example.net",
                Username = $"person-{i:D2}",
                Instead = new Dictionary<string, string> { [field] = value },
            };
            answers.Add(await Fail(host, person, $"10.5.0.{i + 1}", $"{field}={value}"));
        }

        foreach (var (item, page, statements) in answers)
        {
            page.ShouldBe(answers[0].Page, item);
            statements.ShouldBe(answers[0].Statements, item);
        }
    }

    // Fails when: the number of somebody who is registered is answered otherwise than one that does not match.
    [Fact, Trait("Requirement", "D5"), Trait("Requirement", "D13")]
    public async Task The_number_of_a_registered_person_is_answered_like_any_other()
    {
        await using var host = await RegistrationWalk.Host();
        var pages = new List<string>();
        foreach (var number in new[] { "900-02-4418", "900-12-3456" })
        {
            var person = Linda with
            {
                Email = $"{number}@example.net",
                Username = $"p-{number}",
                Instead = new Dictionary<string, string> { ["taxpayerNumber"] = number },
            };
            pages.Add((await Fail(host, person, "127.0.0.1", number)).Page);
        }

        pages.Distinct().ShouldHaveSingleItem();
    }

    // Fails when: the page names an item, or does not say that it never does, what is left and what the other ways are.
    [Fact, Trait("Requirement", "D5")]
    public async Task The_page_says_what_remains_and_what_to_do_and_names_no_item()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(
            Linda with
            {
                Instead = new Dictionary<string, string> { ["city"] = "Tacoma" },
            },
            "/verify/not-confirmed"
        );

        browser.Heading().ShouldBe("We could not confirm your identity");
        browser.MainText.ShouldContain("To protect you we never say which item it was");
        browser.MainText.ShouldContain("Tries left: 2");
        browser.MainText.ShouldContain("Use another financial account");
        browser.MainText.ShouldNotContain("Tacoma");
        browser.MainText.ShouldNotContain(Linda.GivenName);
        (await browser.Follow("main a.usa-button")).Path().ShouldBe("/verify/identity");
    }

    private static async Task<(string Item, string Page, IReadOnlyList<string> Statements)> Fail(
        SecureAccessHost host,
        Registrant person,
        string source,
        string item
    )
    {
        var browser = await host.Walk(person, "/verify/review", browser: host.NewBrowser(source));
        var statements = await host.StatementsOf(() => browser.Submit());
        browser.Path().ShouldBe("/verify/not-confirmed", item);
        return (item, browser.Comparable(), statements);
    }
}
