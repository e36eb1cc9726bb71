using SecureAccess.Proofing.Sources;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class ComparisonRulesTests
{
    // Fails when: a way of writing that is the same to people is told apart, or two words are taken for one.
    [Theory]
    [Trait("Requirement", "R12")]
    [InlineData("Lopez", "LÓPEZ", true)]
    [InlineData("O'Brien", "OBrien", true)]
    [InlineData("O’Brien", "o'brien", true)]
    [InlineData("Smith-Jones", "Smith Jones", true)]
    [InlineData("12 Elm St", " 12  elm  st. ", true)]
    [InlineData("12 Elm St, Apt 4", "12 Elm St Apt 4", true)]
    [InlineData("Straße", "strasse", true)]
    [InlineData("Łódź", "Lodz", true)]
    [InlineData("Müller", "Mu\u0308ller", true)]
    [InlineData("Maria", "Mario", false)]
    [InlineData("Maria", "", false)]
    [InlineData("12 Elm St", "1 2 Elm St", false)]
    [InlineData("12 Elm St", "13 Elm St", false)]
    public void Names_and_streets_are_compared_as_people_read_them(
        string one,
        string other,
        bool same
    )
    {
        ComparisonRules.SameWords(one, other).ShouldBe(same);
        ComparisonRules.SameWords(other, one).ShouldBe(same);
    }

    // Fails when: more or less of a postal code is compared than D5's sources need.
    [Theory]
    [Trait("Requirement", "R12")]
    [InlineData("62701", "62701-1234", "US", true)]
    [InlineData("62701", "62702", "US", false)]
    [InlineData("62701", "6270", "us", false)]
    [InlineData("abcde", "abcde", "US", false)]
    [InlineData("K1A 0B1", "k1a0b1", "CA", true)]
    [InlineData("K1A 0B1", "K1A 0B2", "CA", false)]
    public void Postal_codes_are_compared_by_country(
        string one,
        string other,
        string country,
        bool same
    ) => ComparisonRules.SamePostalCode(one, other, country).ShouldBe(same);

    // Fails when: case tells states apart, or two states are one.
    [Fact]
    [Trait("Requirement", "R12")]
    public void States_are_compared_without_case()
    {
        ComparisonRules.SameCode("IL", " il ").ShouldBeTrue();
        ComparisonRules.SameCode("IL", "IN").ShouldBeFalse();
    }
}
