using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class PhoneWaysTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: a phone that is not a mobile in this name without a recent SIM change gets a text, its reason is told, or anything entered is lost.
    [Fact, Trait("Requirement", "D11"), Trait("Requirement", "R15")]
    public async Task Any_other_phone_goes_the_mail_way_with_one_answer_and_no_text()
    {
        await using var host = await RegistrationWalk.Host();
        var pages = new List<string>();
        foreach (
            var (id, phone) in new (string, string?)[]
            {
                ("business-phone", null),
                ("landline", null),
                ("internet-phone", null),
                ("sim-changed", null),
                ("phone-not-in-name", null),
                // Nobody's, and somebody else's.
                ("linda-moore", "+12065550199"),
                ("victor-chen", "+12065550171"),
            }
        )
        {
            var person = Registrant.Of(id) with { Email = $"{id}@example.net", Username = id };
            var browser = await host.Walk(person, "/verify/phone");
            await browser.Submit(("phone", phone ?? person.Phone));
            browser.Path().ShouldBe("/verify/letter", id);
            pages.Add(browser.Comparable(id, AddressOf(person)));
            (await host.EnterPassword(person)).Path().ShouldBe("/verify/phone", id);
        }

        pages.Distinct().ShouldHaveSingleItem().ShouldContain("This phone cannot finish");
        (await host.Messages(channel: Channel.Text)).ShouldBeEmpty();
        (await host.Messages(channel: Channel.Voice)).ShouldBeEmpty();
        (
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<StoredDraft>()
                    .CountAsync(draft => draft.ProofedAt != null)
            )
        ).ShouldBe(7);
    }

    // Fails when: a mobile phone in the person's name does not finish the registration in one session.
    [Theory, Trait("Requirement", "R14"), Trait("Requirement", "D11")]
    [InlineData("+12065550171")]
    [InlineData("206-555-0171")]
    [InlineData("(206) 555 0171")]
    [InlineData("1 206 555 0171")]
    public async Task A_mobile_phone_in_the_name_is_texted_however_it_is_typed(string typed)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/phone");

        await browser.Submit(("phone", typed));

        browser.Path().ShouldBe("/verify/code");
        browser.MainText.ShouldContain("the number ending in 71");
        browser.MainText.ShouldNotContain("555");
        (await host.Messages(Linda.Phone)).ShouldHaveSingleItem().Channel.ShouldBe(Channel.Text);
    }

    // Fails when: a SIM change of less than seven days is let through, or an older one is not.
    [Theory, Trait("Requirement", "D11")]
    [InlineData(167, "/verify/letter")]
    [InlineData(168, "/verify/code")]
    public async Task A_SIM_change_is_recent_for_seven_days(int hoursAgo, string then)
    {
        var record = Registrant.Of("sim-changed").Record;
        record["phones"]![0]!["simChangedHoursAgo"] = hoursAgo;
        await using var host = await RegistrationWalk.Host(People.FileOf(record));
        var browser = await host.Walk(new Registrant(record), "/verify/phone");

        await browser.Submit(("phone", new Registrant(record).Phone));

        browser.Path().ShouldBe(then);
    }

    [Theory]
    [InlineData("", "Enter your mobile phone number.")]
    [InlineData("   ", "Enter your mobile phone number.")]
    [InlineData(
        "12",
        "This is not a phone number. Enter all of its digits, the area code included."
    )]
    [InlineData(
        "nobody",
        "This is not a phone number. Enter all of its digits, the area code included."
    )]
    [InlineData(
        "<script>1</script>",
        "This is not a phone number. Enter all of its digits, the area code included."
    )]
    [InlineData(
        "\ufffe\u0001",
        "This is not a phone number. Enter all of its digits, the area code included."
    )]
    public async Task What_is_no_number_is_said_beside_the_field(string typed, string error)
    {
        var browser = await at.Page("/verify/phone");

        await browser.Submit(("phone", typed));

        browser.Path().ShouldBe("/verify/phone");
        browser.ErrorBeside("phone").ShouldBe(error);
    }

    // Fails when: the mail way is not open beside the phone, or one cannot come back from it.
    [Fact, Trait("Requirement", "R15"), Trait("Requirement", "R18")]
    public async Task The_mail_way_is_the_second_way_on_and_leads_back()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/phone");

        await browser.Follow("main a[href^='/verify/letter']");

        browser.Heading().ShouldBe("An activation code by letter");
        browser.MainText.ShouldContain("The code in it is valid for 30 days.");
        browser.MainText.ShouldNotContain("This phone cannot finish");
        (await browser.Follow("main p > a[href^='/verify/phone']"))
            .Path()
            .ShouldBe("/verify/phone");
        (await host.Messages(channel: Channel.Letter)).ShouldBeEmpty();
    }

    // Only city, state and postal code are shown.
    private static string AddressOf(Registrant person)
    {
        var address = person.Record["address"]!;
        return $"{address["city"]}, {address["state"]} {address["postalCode"]}";
    }

    // Fails when: the phone is asked before identity and account matched.
    [Theory, Trait("Requirement", "D7")]
    [InlineData("/verify/identity")]
    [InlineData("/verify/review")]
    public async Task No_text_leaves_before_the_earlier_steps_are_passed(string stopped)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, stopped);

        await browser.Post(
            "/verify/phone",
            ("__RequestVerificationToken", browser.ValueOf("__RequestVerificationToken")!),
            ("phone", Linda.Phone)
        );

        browser.Path().ShouldBe(stopped);
        (await host.Messages(channel: Channel.Text)).ShouldBeEmpty();
    }

    // Fails when: the texts of registering are outside D7's budgets.
    [Theory, Trait("Requirement", "D7")]
    [InlineData("sends-per-account")]
    [InlineData("sends-per-number-and-hour")]
    [InlineData("sends-per-source")]
    public async Task Texts_come_out_of_the_budgets(string budget)
    {
        await using var host = await RegistrationWalk.Host(
            new HostWishes
            {
                Settings = new Dictionary<string, string?> { [$"Limits:Budgets:{budget}"] = "1" },
            }
        );
        var browser = await host.Walk(Linda, "/verify/code");
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await browser.SubmitForm(Registrations.Resend);

        browser.MainText.ShouldContain("You can have a new code sent in");
        (await host.Messages(Linda.Phone)).Count.ShouldBe(1);
    }
}
