using Microsoft.Extensions.Time.Testing;
using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

/// <summary>The people of the demo, each with what proofing has to say to them.</summary>
public sealed class EmbeddedSourcesTests
{
    private readonly FakeTimeProvider clock = new(
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)
    );

    // Fails when: a person of the demo is told anything else than what the file is for.
    [Theory]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "R13")]
    [InlineData("maria-lopez", null)]
    [InlineData("james-carter", null)]
    [InlineData("peter-novak", null)]
    [InlineData("victor-chen", null)]
    [InlineData("business-phone", null)]
    [InlineData("sim-changed", null)]
    [InlineData("frozen-record", "NotConfirmed")]
    [InlineData("american-express", "NotAccepted american-express")]
    [InlineData("debit-card", "NotAccepted debit")]
    [InlineData("corporate-card", "NotAccepted corporate")]
    public async Task Each_person_is_confirmed_or_refused_as_the_file_says(
        string id,
        string? refusal
    )
    {
        var (kind, number) = ProofedPeople.Account(id);
        var verdict = await Check(ProofedPeople.Answers(id), kind, number);
        Words(verdict).ShouldBe(refusal);
    }

    // Fails when: a wrong item is taken for right, or makes another item wrong (but for the number that the record is found by).
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "D5")]
    public async Task Each_item_is_compared_by_itself()
    {
        var right = ProofedPeople.Answers("maria-lopez");
        foreach (var (item, answers) in ProofedPeople.OneItemWrong(right))
        {
            var answer = (SourceAnswer.Answered)
                await Sources.Ask(new TaxRecordQuestion(answers), CancellationToken.None);
            answer.Items.Keys.ShouldBe(TaxRecordItems.All);
            var wrong = answer
                .Items.Where(pair => pair.Value is ItemAnswer.NoMatch)
                .Select(pair => pair.Key)
                .ToList();
            wrong.ShouldBe(
                item == TaxRecordItems.TaxpayerNumber ? TaxRecordItems.All : [item],
                item
            );
        }
    }

    // Fails when: case, diacritics, punctuation, blanks or the end of a postal code make a person a stranger.
    [Fact]
    [Trait("Requirement", "R12")]
    public async Task A_person_who_writes_it_differently_is_still_the_same()
    {
        var right = ProofedPeople.Answers("maria-lopez");
        var written = right with
        {
            GivenName = "MARÍA",
            FamilyName = " López ",
            Address = new("12  Elm St.", "springfield", "il", "62701-4455", "us"),
        };
        Words(await Check(written, "credit-card", "11111111")).ShouldBeNull();
    }

    // Fails when: an account of another kind, with another number, of another person or with more than the card's end matches.
    [Theory]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D10")]
    [InlineData("maria-lopez", "mortgage", "11111111")]
    [InlineData("maria-lopez", "credit-card", "11111112")]
    [InlineData("maria-lopez", "credit-card", "4111111111111111")]
    [InlineData("maria-lopez", "mortgage", "7730019284")]
    [InlineData("victor-chen", "home-equity-line", "8841020335")]
    public async Task Only_the_persons_own_account_matches(string id, string kind, string number) =>
        Words(await Check(ProofedPeople.Answers(id), kind, number)).ShouldBe("NotConfirmed");

    // Fails when: a phone of the demo goes another way than the file is for.
    [Theory]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "D11")]
    [InlineData("linda-moore", "+12065550171", PhoneWay.OneSession)]
    [InlineData("phone-already-activated", "+12025550143", PhoneWay.OneSession)]
    [InlineData("business-phone", "+16175550122", PhoneWay.ByMail)]
    [InlineData("landline", "+16125550190", PhoneWay.ByMail)]
    [InlineData("internet-phone", "+16025550134", PhoneWay.ByMail)]
    [InlineData("sim-changed", "+12155550168", PhoneWay.ByMail)]
    [InlineData("phone-not-in-name", "+15045550151", PhoneWay.ByMail)]
    [InlineData("linda-moore", "+16145550117", PhoneWay.ByMail)]
    [InlineData("linda-moore", "+12065550199", PhoneWay.ByMail)]
    public async Task Each_phone_goes_its_way(string id, string number, PhoneWay way)
    {
        var facts = await Phone(id, number);
        PhoneRules.Decide(facts).ShouldBe(way);
        facts.AskedAt.ShouldBe(clock.GetUtcNow());
    }

    // Fails when: the hours since a SIM change are counted from the start of the server instead of from the ask.
    [Fact]
    [Trait("Requirement", "D11")]
    public async Task The_SIM_change_is_counted_back_from_the_ask()
    {
        clock.Advance(TimeSpan.FromDays(30));
        var facts = await Phone("sim-changed", "+12155550168");
        facts.SimChangedAt.ShouldBe(clock.GetUtcNow().AddHours(-2));
    }

    private EmbeddedSources Sources => new(ProofedPeople.All, clock);

    private async Task<PhoneFacts> Phone(string id, string number) =>
        (
            await Sources.Ask(
                new PhoneQuestion(ProofedPeople.Answers(id), number),
                CancellationToken.None
            )
        )
            .ShouldBeOfType<PhoneAnswer.Answered>()
            .Facts;

    private async Task<CheckVerdict> Check(IdentityAnswers answers, string kind, string number) =>
        CheckRules.Decide(
            await Sources.Ask(new TaxRecordQuestion(answers), CancellationToken.None),
            await Sources.Ask(
                new FinancialAccountQuestion(answers, kind, number),
                CancellationToken.None
            )
        );

    private static string? Words(CheckVerdict verdict) =>
        verdict is CheckVerdict.NotConfirmed refused
            ? $"{refused.Outcome} {refused.RefusedCard}".Trim()
            : null;
}
