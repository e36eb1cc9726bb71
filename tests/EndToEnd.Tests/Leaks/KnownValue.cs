using System.Globalization;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Leaks;

/// <summary>A value that must not be found anywhere.</summary>
/// <param name="Kind">What it is, for the message; the value itself is not shown.</param>
/// <param name="Text">The value as it was used.</param>
public sealed record KnownValue(string Kind, string Text)
{
    /// <summary>True for values that are looked for as a whole run of digits in text: shorter ones occur by chance.</summary>
    public bool IsNumber => Text.All(char.IsAsciiDigit);

    /// <summary>
    /// True for short names, which are looked for as whole words: as part of a username (kept in the clear by design) or of a random
    /// text they occur by chance.
    /// </summary>
    public bool IsWord => Text.Length < ShortestPhrase && Text.All(char.IsLetter);

    private const int ShortestPhrase = 10;

    /// <summary>What someone types or is given who registers, beside what their record holds.</summary>
    public static IEnumerable<KnownValue> Of(Registrant registrant) =>
        [
            .. Of(registrant.Person),
            new($"{registrant.Person.Id}'s email address", registrant.Email),
            new($"{registrant.Person.Id}'s password", registrant.Password),
        ];

    /// <summary>What the people of the demo bring: every form in which a page accepts or shows it.</summary>
    public static IEnumerable<KnownValue> Of(DemoPerson person)
    {
        yield return new($"{person.Id}'s first name", person.GivenName);
        yield return new($"{person.Id}'s last name", person.FamilyName);
        yield return new($"{person.Id}'s street", person.Address.Street);
        foreach (var form in new[] { "yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy", "MMMM d, yyyy" })
        {
            yield return new(
                $"{person.Id}'s date of birth",
                person.BirthDate.ToString(form, CultureInfo.InvariantCulture)
            );
        }

        yield return new($"{person.Id}'s taxpayer number", person.TaxpayerNumber);
        yield return new(
            $"{person.Id}'s taxpayer number",
            person.TaxpayerNumber.Replace("-", "", StringComparison.Ordinal)
        );
        foreach (var account in person.Accounts)
        {
            yield return new($"{person.Id}'s account number", account.Number);
            // A card is asked by its last eight digits.
            yield return new(
                $"{person.Id}'s account number",
                account.Number[^Math.Min(8, account.Number.Length)..]
            );
        }

        foreach (var phone in person.Phones)
        {
            var national = phone.Number[2..];
            yield return new($"{person.Id}'s phone", phone.Number);
            yield return new($"{person.Id}'s phone", phone.Number[1..]);
            yield return new($"{person.Id}'s phone", national);
            yield return new(
                $"{person.Id}'s phone",
                $"{national[..3]}-{national[3..6]}-{national[6..]}"
            );
            yield return new(
                $"{person.Id}'s phone",
                $"({national[..3]}) {national[3..6]}-{national[6..]}"
            );
        }

        if (person.Account is { } ready)
        {
            yield return new($"{person.Id}'s email address", ready.Email);
            yield return new($"{person.Id}'s password", ready.Password);
            if (ready.AppSecret is { } secret)
            {
                yield return new($"{person.Id}'s app secret", secret);
            }
        }
    }
}
