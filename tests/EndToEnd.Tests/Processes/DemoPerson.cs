using System.Text.Json;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>Someone of <c>deploy/demo/people.json</c>, with what these tests need of them.</summary>
public sealed record DemoPerson(
    string Id,
    string TaxpayerNumber,
    IReadOnlyList<DemoNumber> Accounts,
    IReadOnlyList<DemoNumber> Phones,
    DemoAccount? Account
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Everyone in the file.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
        JsonSerializer.Deserialize<IReadOnlyList<DemoPerson>>(
            File.ReadAllText(Repository.At("deploy", "demo", "people.json")),
            Web
        )!;

    /// <summary>The ready account of this person.</summary>
    public DemoAccount Ready =>
        Account ?? throw new InvalidOperationException($"{Id} has no ready account.");

    /// <summary>The person of this id.</summary>
    public static DemoPerson Of(string id) => All.Single(person => person.Id == id);
}

/// <summary>A financial account or a phone: only its number.</summary>
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
