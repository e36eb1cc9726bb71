using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureAccess.Tests.Testing;

/// <summary>Someone of a file of people who registers: what they type.</summary>
/// <param name="Record">The person's record in the file.</param>
internal sealed record Registrant(JsonObject Record)
{
    /// <summary>The demo people.</summary>
    public static string DemoFile { get; } = Repository.Of("deploy", "demo", "people.json");

    /// <summary>The email address.</summary>
    public string Email { get; init; } = "new.person@example.net";

    /// <summary>The username; null: "I already have an e-Services username".</summary>
    public string? Username { get; init; } = "new.person";

    /// <summary>The password.</summary>
    public string Password { get; init; } = "purple-otter-climbs-81";

    /// <summary>The phone, E.164.</summary>
    public string Phone { get; init; } = (string)Record["phones"]![0]!["number"]!;

    /// <summary>Fields of <c>/verify/identity</c> that are typed otherwise than the record has them.</summary>
    public IReadOnlyDictionary<string, string> Instead { get; init; } =
        new Dictionary<string, string>();

    /// <summary>Which financial account is given.</summary>
    public int AccountIndex { get; init; }

    /// <summary>The person of this id in the demo file.</summary>
    public static Registrant Of(string id) => Of(id, DemoFile);

    /// <summary>The person of this id in a file.</summary>
    public static Registrant Of(string id, string file) =>
        new(
            JsonNode
                .Parse(File.ReadAllText(file))!
                .AsArray()
                .Single(person => (string)person!["id"]! == id)!
                .AsObject()
        );

    /// <summary>Given name as recorded.</summary>
    public string GivenName => (string)Record["givenName"]!;

    /// <summary>Nine digits.</summary>
    public string TaxpayerNumber =>
        ((string)Record["taxpayerNumber"]!).Replace("-", "", StringComparison.Ordinal);

    /// <summary>The fields of <c>/verify/identity</c>.</summary>
    public (string Name, string Value)[] IdentityFields
    {
        get
        {
            var birth = DateOnly.Parse((string)Record["birthDate"]!, CultureInfo.InvariantCulture);
            var address = Record["address"]!;
            (string Name, string Value)[] fields =
            [
                ("givenName", GivenName),
                ("familyName", (string)Record["familyName"]!),
                ("birthMonth", birth.Month.ToString(CultureInfo.InvariantCulture)),
                ("birthDay", birth.Day.ToString(CultureInfo.InvariantCulture)),
                ("birthYear", birth.Year.ToString(CultureInfo.InvariantCulture)),
                ("taxpayerNumber", (string)Record["taxpayerNumber"]!),
                ("filingStatus", (string)Record["filingStatus"]!),
                ("street", (string)address["street"]!),
                ("city", (string)address["city"]!),
                ("state", (string)address["state"]!),
                ("postalCode", (string)address["postalCode"]!),
                ("country", (string)address["country"]!),
            ];
            return
            [
                .. fields.Select(pair =>
                    (pair.Name, Instead.GetValueOrDefault(pair.Name, pair.Value))
                ),
            ];
        }
    }

    /// <summary>The fields of <c>/verify/financial-account</c>.</summary>
    public (string Name, string Value)[] AccountFields
    {
        get
        {
            var account = Record["accounts"]![AccountIndex]!;
            var kind = (string)account["kind"]!;
            var number = (string)account["number"]!;
            return
            [
                ("accountKind", Instead.GetValueOrDefault("accountKind", kind)),
                (
                    "accountNumber",
                    Instead.GetValueOrDefault(
                        "accountNumber",
                        kind == "credit-card" ? number[^8..] : number
                    )
                ),
            ];
        }
    }

    /// <summary>The record as JSON, to write into a file of people.</summary>
    public override string ToString() => Record.ToJsonString(JsonSerializerOptions.Default);
}
