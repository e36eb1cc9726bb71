using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Registrations with plain forms, by the names of fields alone: people whom nobody has seen before, and those who cannot finish.</summary>
[Collection(RegistrationWalk.Collection)]
public sealed class PlainRegistrationTests(RegistrationWalk walk)
{
    /// <summary>Everyone who is invented, but the one who keeps a username.</summary>
    public static TheoryData<string> Strangers =>
        [.. Registrants.Strangers.Select(stranger => stranger.Person.Id)];

    [Theory]
    [MemberData(nameof(Strangers))]
    [Trait("Requirement", "R1")]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "R13")]
    // Fails when: a name with signs in it, a long street, an address abroad or a kind of account does not come through unchanged.
    public void Anyone_of_a_file_of_people_registers_by_the_names_of_fields_alone(string person)
    {
        var registration = walk.PlainOf(person);
        registration.AtTool.ShouldBeTrue(registration.Text);
        registration.Path.ShouldBe("/tin-matching");
        registration.Answered.ShouldBe(RegistrationWalk.WholeWay);
    }

    [Theory]
    [InlineData("frozen-record", "Something that you entered does not match our sources.")]
    [InlineData("american-express", "This is an American Express card, which we cannot use.")]
    [InlineData("debit-card", "This is a debit card, which we cannot use.")]
    [InlineData("corporate-card", "This is a corporate card, which we cannot use.")]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D10")]
    // Fails when: one of these cards or a frozen record passes, or the reason is not said to whom all else matched.
    public void Who_cannot_be_confirmed_is_told_so_and_what_is_left(string person, string text)
    {
        var end = walk.PlainOf(person);
        end.Path.ShouldBe("/verify/not-confirmed");
        end.Text.ShouldContain(text);
        end.Text.ShouldContain("Tries left: 2");
    }

    [Theory]
    [InlineData("business-phone")]
    [InlineData("landline")]
    [InlineData("internet-phone")]
    [InlineData("sim-changed")]
    [InlineData("phone-not-in-name")]
    [InlineData("phone-already-activated")]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "R21")]
    [Trait("Requirement", "D11")]
    // Fails when: such a phone is sent a code, or its page differs from that of any other refused phone.
    public void A_phone_that_cannot_finish_leads_to_the_same_page_whatever_the_reason(string person)
    {
        var end = walk.PlainOf(person);
        end.Path.ShouldBe("/verify/letter");
        end.Answered[^1].ShouldBe("/verify/phone");
        end.Text.ShouldContain("This phone cannot finish your registration now.");
        TextOf(person).ShouldBe(TextOf("business-phone"));
    }

    // Whose registration it is and where the letter would go is the person's own; all else is the same.
    private string TextOf(string person)
    {
        var registrant = Registrants.Failing[person];
        var address = registrant.Person.Address;
        return walk.PlainOf(person)
            .Text.Replace(registrant.Username, "USERNAME", StringComparison.Ordinal)
            .Replace(
                $"{address.City}, {address.State} {address.PostalCode}",
                "ADDRESS",
                StringComparison.Ordinal
            );
    }
}
