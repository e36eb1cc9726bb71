using System.Text.RegularExpressions;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Proofing;

namespace SecureAccess.Journeys.Verification;

/// <summary>What an identity form holds: answers, or each problem as its field and the key of its text.</summary>
/// <param name="Answers">The answers; null when something is wrong.</param>
/// <param name="Problems">What is wrong, in the order of the fields.</param>
public sealed partial record IdentityFormReading(
    IdentityAnswers? Answers,
    IReadOnlyList<(string Field, string Text)> Problems
)
{
    private const int LongestText = 100;

    /// <summary>Reads a form. Only what it looks like is decided here; what is true, the sources say.</summary>
    /// <param name="form">As typed.</param>
    /// <param name="keptTaxpayerNumber">The number entered before, which an empty field keeps; null when there is none.</param>
    /// <param name="testNumbers">Whether numbers that are never issued are taken: with the embedded source only.</param>
    /// <param name="countries">The codes of the countries that may be chosen.</param>
    /// <param name="today">The date.</param>
    public static IdentityFormReading Read(
        IdentityForm form,
        string? keptTaxpayerNumber,
        bool testNumbers,
        IReadOnlySet<string> countries,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(countries);
        var problems = new List<(string Field, string Text)>();
        void Check(string field, string? text)
        {
            if (text is not null)
            {
                problems.Add((field, text));
            }
        }

        Check("givenName", ProblemOf("GivenName.Empty", form.GivenName));
        Check("familyName", ProblemOf("FamilyName.Empty", form.FamilyName));
        var birth = BirthDateRules.Read(form.BirthMonth, form.BirthDay, form.BirthYear, today);
        foreach (var part in new[] { "birthMonth", "birthDay", "birthYear" })
        {
            // One sentence for the whole date; all three fields are marked.
            Check(part, ProblemOf(birth));
        }

        var isKept =
            string.IsNullOrWhiteSpace(form.TaxpayerNumber) && keptTaxpayerNumber is not null;
        var number = isKept
            ? keptTaxpayerNumber
            : TaxpayerNumberRules.TryRead(form.TaxpayerNumber, testNumbers);
        Check(
            "taxpayerNumber",
            number is not null ? null
                : string.IsNullOrWhiteSpace(form.TaxpayerNumber) ? "TaxpayerNumber.Empty"
                : "TaxpayerNumber.Impossible"
        );
        Check(
            "filingStatus",
            form.FilingStatus is { } status && Proofing.FilingStatus.All.Contains(status)
                ? null
                : "FilingStatus.Empty"
        );
        Check("street", ProblemOf("Street.Empty", form.Street));
        Check("city", ProblemOf("City.Empty", form.City));
        // Not every country has states or postal codes.
        var isHome = form.Country is null or "" or "US";
        Check("state", ProblemOf("State.Empty", form.State, mayBeEmpty: !isHome));
        Check(
            "postalCode",
            ProblemOf("PostalCode.Empty", form.PostalCode, mayBeEmpty: !isHome)
                ?? (
                    isHome && !ZipCode().IsMatch(form.PostalCode!.Trim())
                        ? "PostalCode.NotForm"
                        : null
                )
        );
        Check(
            "country",
            form.Country is { } country && countries.Contains(country) ? null : "Country.Empty"
        );
        return problems.Count > 0
            ? new IdentityFormReading(null, problems)
            : new IdentityFormReading(
                AnswersOf(form, ((BirthDateReading.Date)birth).Value, number!),
                []
            );
    }

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[identity form reading]";

    private static IdentityAnswers AnswersOf(
        IdentityForm form,
        DateOnly birthDate,
        string taxpayerNumber
    ) =>
        new(
            form.GivenName!.Trim(),
            form.FamilyName!.Trim(),
            birthDate,
            taxpayerNumber,
            form.FilingStatus!,
            new PostalAddress(
                form.Street!.Trim(),
                form.City!.Trim(),
                form.State?.Trim() ?? "",
                form.PostalCode?.Trim() ?? "",
                form.Country!
            )
        );

    private static string? ProblemOf(string whenEmpty, string? text, bool mayBeEmpty = false) =>
        text switch
        {
            _ when string.IsNullOrWhiteSpace(text) => mayBeEmpty ? null : whenEmpty,
            { Length: > LongestText } => "TooLong",
            _ when !SingleLine.IsPlain(text) || text.Any(IsInvisible) => "NotText",
            _ => null,
        };

    // What is not seen on a page would be printed on a letter all the same.
    private static bool IsInvisible(char character) =>
        char.GetUnicodeCategory(character)
            is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.PrivateUse;

    // A ZIP code, with or without the four digits of a part: a letter goes where it says (R18).
    [GeneratedRegex(@"^[0-9]{5}(-?[0-9]{4})?\z")]
    private static partial Regex ZipCode();

    private static string? ProblemOf(BirthDateReading reading) =>
        reading switch
        {
            BirthDateReading.Date => null,
            BirthDateReading.Missing => "BirthDate.Empty",
            BirthDateReading.NotInThePast => "BirthDate.NotInThePast",
            BirthDateReading.TooLongAgo => "BirthDate.TooLongAgo",
            _ => "BirthDate.Impossible",
        };
}
