using System.Text.Json;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>Someone of a file of people, such as <c>deploy/demo/people.json</c>, with what these tests need of them.</summary>
public sealed record DemoPerson(
    string Id,
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    string TaxpayerNumber,
    string FilingStatus,
    DemoAddress Address,
    IReadOnlyList<DemoFinancialAccount> Accounts,
    IReadOnlyList<DemoNumber> Phones,
    DemoAccount? Account
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The file of the demo.</summary>
    public static string DemoFile { get; } = Repository.At("deploy", "demo", "people.json");

    /// <summary>Everyone in the file of the demo.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } = Read(DemoFile);

    /// <summary>The ready account of this person.</summary>
    public DemoAccount Ready =>
        Account ?? throw new InvalidOperationException($"{Id} has no ready account.");

    /// <summary>The person of this id.</summary>
    public static DemoPerson Of(string id) => All.Single(person => person.Id == id);

    /// <summary>Everyone in a file of people.</summary>
    public static IReadOnlyList<DemoPerson> Read(string file) =>
        JsonSerializer.Deserialize<IReadOnlyList<DemoPerson>>(File.ReadAllText(file), Web)!;
}

/// <summary>The address on the last-filed return.</summary>
public sealed record DemoAddress(
    string Street,
    string City,
    string State,
    string PostalCode,
    string Country
);

/// <summary>A financial account: its kind and its whole number.</summary>
public sealed record DemoFinancialAccount(string Kind, string Number)
{
    /// <summary>The number as a form asks for it (D10): of a credit card its last eight digits.</summary>
    public string Asked => Kind == "credit-card" ? Number[^8..] : Number;
}

/// <summary>A phone: only its number.</summary>
public sealed record DemoNumber(string Number);

/// <summary>A ready account.</summary>
public sealed record DemoAccount(
    string Username,
    string Email,
    string Password,
    string TextTo,
    string? AppSecret,
    bool Verified = true
);
