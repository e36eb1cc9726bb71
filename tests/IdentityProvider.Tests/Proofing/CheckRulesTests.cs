using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class CheckRulesTests
{
    private static readonly ItemAnswer Match = new ItemAnswer.Match();
    private static readonly ItemAnswer NoMatch = new ItemAnswer.NoMatch();
    private static readonly SourceAnswer Away = new SourceAnswer.Unavailable();

    // Fails when: a person is confirmed although an item did not match, or not although all did.
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D5")]
    public void Only_a_match_of_every_item_confirms()
    {
        CheckRules
            .Decide(Tax(), Account(Match))
            .ShouldBe(new CheckVerdict.Confirmed("tax-1", "account-1"));
        foreach (var item in TaxRecordItems.All)
        {
            CheckRules.Decide(Tax((item, NoMatch)), Account(Match)).ShouldBe(NotConfirmed());
            CheckRules
                .Decide(Tax((item, new ItemAnswer.NotAccepted("debit"))), Account(Match))
                .ShouldBe(NotConfirmed());
        }

        CheckRules.Decide(Tax(), Account(NoMatch)).ShouldBe(NotConfirmed());
    }

    // Fails when: the reason of a refusal is told although another item did not match, or is not told although all others did.
    [Theory]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D10")]
    [InlineData("american-express")]
    [InlineData("debit")]
    [InlineData("corporate")]
    public void A_refusal_is_told_only_when_every_other_item_matched(string reason)
    {
        var refused = Account(new ItemAnswer.NotAccepted(reason));
        CheckRules
            .Decide(Tax(), refused)
            .ShouldBe(new CheckVerdict.NotConfirmed(CheckOutcome.NotAccepted, reason));
        foreach (var item in TaxRecordItems.All)
        {
            CheckRules.Decide(Tax((item, NoMatch)), refused).ShouldBe(NotConfirmed());
        }

        CheckRules
            .Decide(Tax(), Account(new ItemAnswer.NotAccepted("a word of the source")))
            .ShouldBe(NotConfirmed());
    }

    // Fails when: an attempt is spent although a source did not answer, or what the other said comes through.
    [Fact]
    [Trait("Requirement", "D5")]
    public void A_source_that_did_not_answer_makes_it_unavailable_whatever_the_other_says()
    {
        var unavailable = new CheckVerdict.NotConfirmed(CheckOutcome.Unavailable);
        CheckRules.Decide(Away, Account(Match)).ShouldBe(unavailable);
        CheckRules.Decide(Away, Account(NoMatch)).ShouldBe(unavailable);
        CheckRules.Decide(Tax(), Away).ShouldBe(unavailable);
        CheckRules.Decide(Tax((TaxRecordItems.City, NoMatch)), Away).ShouldBe(unavailable);

        var tax = Tax();
        var incomplete = tax.Items.Skip(1).ToDictionary(item => item.Key, item => item.Value);
        CheckRules.Decide(tax with { Items = incomplete }, Account(Match)).ShouldBe(unavailable);
        incomplete["another"] = Match;
        CheckRules.Decide(tax with { Items = incomplete }, Account(Match)).ShouldBe(unavailable);
        CheckRules.Decide(tax with { Reference = "" }, Account(Match)).ShouldBe(unavailable);
        CheckRules
            .Decide(tax with { Reference = new string('x', 101) }, Account(Match))
            .ShouldBe(unavailable);
    }

    private static CheckVerdict.NotConfirmed NotConfirmed() => new(CheckOutcome.NotConfirmed);

    private static SourceAnswer.Answered Tax(params (string Item, ItemAnswer Answer)[] others)
    {
        var items = TaxRecordItems.All.ToDictionary(item => item, _ => Match);
        foreach (var (item, answer) in others)
        {
            items[item] = answer;
        }

        return new SourceAnswer.Answered(items, "tax-1");
    }

    private static SourceAnswer.Answered Account(ItemAnswer answer) =>
        new SourceAnswer.Answered(
            new Dictionary<string, ItemAnswer> { [FinancialAccountItems.AccountNumber] = answer },
            "account-1"
        );
}
