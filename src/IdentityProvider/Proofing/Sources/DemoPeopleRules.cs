using System.Text.RegularExpressions;

namespace SecureAccess.Proofing.Sources;

/// <summary>What a file of people must fulfil beyond its form.</summary>
public static partial class DemoPeopleRules
{
    private static readonly string[] LineTypes =
    [
        LineType.Mobile,
        LineType.Landline,
        LineType.Voip,
    ];

    /// <summary>The first thing that is wrong, as words that name the person by id and no value of theirs; null when all is well.</summary>
    public static string? FirstProblem(IReadOnlyList<DemoPerson> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return people.Select(ProblemOf).FirstOrDefault(problem => problem is not null)
            ?? Repeated(people, "id", person => person.Id)
            ?? Repeated(people, "taxpayerNumber", person => person.TaxpayerDigits)
            ?? Repeated(
                people,
                "account.username",
                person => person.Account?.Username.ToUpperInvariant()
            )
            ?? Repeated(people, "account.email", person => person.Account?.Email.ToUpperInvariant())
            ?? Repeated(people, "account.textTo", person => person.Account?.TextTo);
    }

    private static string? ProblemOf(DemoPerson person) =>
        person switch
        {
            _ when !TaxpayerNumber().IsMatch(person.TaxpayerNumber) =>
                $"person {person.Id}: taxpayerNumber must be nine digits, such as 900-12-3456.",
            _ when !FilingStatus.All.Contains(person.FilingStatus) =>
                $"person {person.Id}: filingStatus must be one of {string.Join(", ", FilingStatus.All)}.",
            _ when person.Accounts.Any(account =>
                    !FinancialAccountKind.All.Contains(account.Kind)
                ) =>
                $"person {person.Id}: an account's kind must be one of {string.Join(", ", FinancialAccountKind.All)}.",
            _ when person.Accounts.Any(account => !AccountNumber().IsMatch(account.Number)) =>
                $"person {person.Id}: an account's number must be 5 to 20 digits.",
            _ when person.Phones.Any(phone => !LineTypes.Contains(phone.LineType)) =>
                $"person {person.Id}: a phone's lineType must be one of {string.Join(", ", LineTypes)}.",
            _ when person.Phones.Any(phone => !PhoneNumber().IsMatch(phone.Number)) =>
                $"person {person.Id}: a phone's number must have the form +12025550143.",
            { Account: { } account } => ProblemOf(person.Id, account),
            _ => null,
        };

    private static string? ProblemOf(string id, DemoAccount account) =>
        account switch
        {
            _ when !Accounts.UsernameRules.HasForm(account.Username) =>
                $"person {id}: account.username must have 6 to 32 letters, digits, dots, underscores or hyphens and begin with a letter.",
            _ when !account.Email.Contains('@', StringComparison.Ordinal) =>
                $"person {id}: account.email must be an email address.",
            { Password.Length: 0 } => $"person {id}: account.password is empty.",
            { TextTo: { } number } when !PhoneNumber().IsMatch(number) =>
                $"person {id}: account.textTo must have the form +12025550143.",
            { AppSecret: { } secret } when !Base32().IsMatch(secret) =>
                $"person {id}: account.appSecret must be base32 of at least 16 characters.",
            _ => null,
        };

    private static string? Repeated(
        IReadOnlyList<DemoPerson> people,
        string key,
        Func<DemoPerson, string?> value
    ) =>
        people
            .Where(person => value(person) is not null)
            .GroupBy(value)
            .FirstOrDefault(group => group.Count() > 1)
            is { } repeated
            ? $"person {repeated.Last().Id}: {key} is the same as that of {repeated.First().Id}."
            : null;

    [GeneratedRegex(@"^\d{3}-?\d{2}-?\d{4}\z", RegexOptions.ECMAScript)]
    private static partial Regex TaxpayerNumber();

    [GeneratedRegex(@"^\d{5,20}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"^\+[1-9]\d{6,14}\z", RegexOptions.ECMAScript)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^[A-Z2-7]{16,128}\z")]
    private static partial Regex Base32();
}
