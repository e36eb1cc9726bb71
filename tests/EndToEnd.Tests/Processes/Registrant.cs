using System.Globalization;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>Someone who registers: their record, and what they make up for it. Knows no page, only the names of fields.</summary>
/// <param name="Person">What the sources know.</param>
public sealed record Registrant(DemoPerson Person)
{
    /// <summary>The username; nothing of the person stands in it.</summary>
    public required string Username { get; init; }

    /// <summary>The password.</summary>
    public string Password { get; init; } = "purple-otter-climbs-81";

    /// <summary>The email address.</summary>
    public string Email { get; init; } = $"{Guid.NewGuid():N}@mail.example";

    /// <summary>The phone, E.164.</summary>
    public string Phone => Person.Phones[0].Number;

    /// <summary>How security and activation codes come: <c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    public string Method { get; init; } = "text";

    /// <summary>The password that is chosen where a new one is asked for.</summary>
    public string NewPassword { get; init; } = "twelve-silver-ladders-46";

    /// <summary>Which of the financial accounts is given.</summary>
    public int AccountIndex { get; init; }

    /// <summary>A demo person who registers under a username.</summary>
    public static Registrant Of(string id, string username) =>
        new(DemoPerson.Of(id)) { Username = username };

    /// <summary>"I already have an e-Services username": it is chosen after the proof, where none is found (D14).</summary>
    public bool KeepsUsername { get; init; }

    /// <summary>What this person has at the provider once registered, as a person with a ready account has it.</summary>
    public DemoPerson Registered =>
        Person with
        {
            Account = new DemoAccount(Username, Email, Password, Phone, null),
        };

    /// <summary>What this person enters into a form; nothing for fields that are not theirs to answer, such as a code.</summary>
    /// <param name="fields">The names of its fields, those that are promised to the outside.</param>
    public IEnumerable<(string Name, string Value)> Answers(IReadOnlyCollection<string> fields) =>
        fields
            .Select(field =>
                (field, fields.Contains("keepUsername") ? AtStart(field) : Answer(field))
            )
            .Where(answer => answer.Item2 is not null)
            .Select(answer => (answer.field, answer.Item2!));

    private string? AtStart(string field) =>
        field switch
        {
            "username" when KeepsUsername => "",
            "keepUsername" when KeepsUsername => "true",
            _ => Answer(field),
        };

    private string? Answer(string field) =>
        field switch
        {
            "username" => Username,
            "password" => Password,
            "newPassword" => NewPassword,
            "email" => Email,
            "phone" => Phone,
            "method" => Method,
            "givenName" => Person.GivenName,
            "familyName" => Person.FamilyName,
            "birthMonth" => Number(Person.BirthDate.Month),
            "birthDay" => Number(Person.BirthDate.Day),
            "birthYear" => Number(Person.BirthDate.Year),
            "taxpayerNumber" => Person.TaxpayerNumber,
            "filingStatus" => Person.FilingStatus,
            "street" => Person.Address.Street,
            "city" => Person.Address.City,
            "state" => Person.Address.State,
            "postalCode" => Person.Address.PostalCode,
            "country" => Person.Address.Country,
            "accountKind" => Person.Accounts[AccountIndex].Kind,
            "accountNumber" => Person.Accounts[AccountIndex].Asked,
            _ => null,
        };

    /// <summary>Where the code of a form was sent to.</summary>
    /// <param name="channel">The form's <c>data-channel</c>.</param>
    public string AddressFor(string? channel) =>
        channel switch
        {
            "email" => Email,
            "letter" => Username,
            _ => Phone,
        };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
