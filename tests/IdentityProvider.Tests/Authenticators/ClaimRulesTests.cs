using SecureAccess.Authenticators;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

public sealed class ClaimRulesTests
{
    private const string None = "";

    // Fails when: a phone is open to a way that neither its owner's name nor a letter opens, a landline gets a text, or someone else's phone gets anything.
    [Theory]
    [Trait("Requirement", "D11"), Trait("Requirement", "R15"), Trait("Requirement", "R21")]
    [InlineData(true, true, false, false, "text")]
    [InlineData(false, true, false, false, None)]
    [InlineData(false, false, false, false, None)]
    [InlineData(true, true, false, true, "text,voice")]
    [InlineData(false, true, false, true, "text,voice")]
    [InlineData(false, false, false, true, "voice")]
    [InlineData(false, true, true, false, None)]
    [InlineData(false, true, true, true, None)]
    [InlineData(false, false, true, true, None)]
    public void A_phone_is_open_to_what_its_owner_and_a_letter_allow(
        bool mayBeTexted,
        bool receivesTexts,
        bool isRefused,
        bool letterAccepted,
        string methods
    ) =>
        string.Join(
                ',',
                ClaimRules.Methods(Phone(mayBeTexted, receivesTexts, isRefused), letterAccepted)
            )
            .ShouldBe(methods);

    // Fails when: a phone that was proven already is proven again.
    [Fact]
    [Trait("Requirement", "D13")]
    public void A_phone_that_was_proven_is_open_to_nothing()
    {
        var phone = Phone(true, true, false);
        phone.ProvenAt = DateTimeOffset.UnixEpoch;

        ClaimRules.Methods(phone, letterAccepted: true).ShouldBeEmpty();
    }

    // Fails when: the number of D6 or of the reminder changes.
    [Fact]
    [Trait("Requirement", "D6")]
    public void An_accepted_letter_is_good_for_a_day_and_one_is_reminded_a_week_before()
    {
        LetterRules.AcceptanceLifetime.ShouldBe(TimeSpan.FromHours(24));
        LetterRules.RemindedBefore.ShouldBe(TimeSpan.FromDays(7));
    }

    private static ClaimedPhone Phone(bool mayBeTexted, bool receivesTexts, bool isRefused) =>
        new()
        {
            AccountId = Guid.NewGuid(),
            Id = Guid.NewGuid(),
            Number = [],
            MayBeTexted = mayBeTexted,
            ReceivesTexts = receivesTexts,
            IsRefused = isRefused,
            Source = "test",
            Reference = "1",
            LastSentAt = DateTimeOffset.UnixEpoch,
        };
}
