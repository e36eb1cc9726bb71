using System.Text.Json.Nodes;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>
/// People whom nobody has seen before, in a file of the form of the demo's: every kind of account, names of other alphabets and with
/// signs in them, the longest street, an ITIN, an address abroad.
/// </summary>
internal static class InventedPeople
{
    private const string Json = """
        [
          { "id": "diacritics", "givenName": "Zoë Ángela", "familyName": "Ñíguez-Müller", "birthDate": "1992-02-29",
            "taxpayerNumber": "900-41-2093", "filingStatus": "single",
            "address": { "street": "88 Calle Peñón, Apt. 4½", "city": "Cañon City", "state": "CO", "postalCode": "81212", "country": "US" },
            "accounts": [ { "kind": "student-loan", "number": "77120945518803" } ],
            "phones": [ { "number": "+17195550147", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null } ] },
          { "id": "apostrophes", "givenName": "D'Arcy", "familyName": "O’Connell-O'Shea", "birthDate": "1948-01-01",
            "taxpayerNumber": "900-42-7718", "filingStatus": "married-joint",
            "address": { "street": "1 St. Mary's Ct #2", "city": "O'Fallon", "state": "MO", "postalCode": "63366-0021", "country": "US" },
            "accounts": [ { "kind": "mortgage", "number": "00419283746501928374" } ],
            "phones": [ { "number": "+16365550121", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": 2000 } ] },
          { "id": "itin", "givenName": "Đức", "familyName": "Nguyễn", "birthDate": "2001-12-31",
            "taxpayerNumber": "900-70-5512", "filingStatus": "head-of-household",
            "address": { "street": "4500 International Boulevard of the Americas, Building 12 North, Second Floor, Unit 2207-B, Rear", "city": "Houston", "state": "TX", "postalCode": "77002", "country": "US" },
            "accounts": [ { "kind": "auto-loan", "number": "30517794" } ],
            "phones": [ { "number": "+17135550173", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null } ] },
          { "id": "abroad", "givenName": "李", "familyName": "Ó", "birthDate": "1963-10-10",
            "taxpayerNumber": "900440006", "filingStatus": "married-separate",
            "address": { "street": "12 Rue de l'Église", "city": "Québec", "state": "QC", "postalCode": "G1R 4A6", "country": "CA" },
            "accounts": [ { "kind": "home-equity-line", "number": "902244816" } ],
            "phones": [ { "number": "+12025550188", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null } ] },
          { "id": "two-accounts", "givenName": "Bartholomew-Christopher", "familyName": "van der Westhuizen", "birthDate": "1985-06-15",
            "taxpayerNumber": "900-46-3307", "filingStatus": "surviving-spouse",
            "address": { "street": "PO Box 19", "city": "Winston-Salem", "state": "NC", "postalCode": "27101", "country": "US" },
            "accounts": [ { "kind": "credit-card", "number": "4111111111222231", "brand": "visa" }, { "kind": "home-equity-loan", "number": "61770204" } ],
            "phones": [ { "number": "+13365550160", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null } ] },
          { "id": "keeps-username", "givenName": "Kim", "familyName": "Eservis", "birthDate": "1977-03-08",
            "taxpayerNumber": "900-47-8841", "filingStatus": "single",
            "address": { "street": "600 Canal St", "city": "Chicago", "state": "IL", "postalCode": "60607", "country": "US" },
            "accounts": [ { "kind": "credit-card", "number": "5555555555557742", "brand": "mastercard", "debit": false, "corporate": false } ],
            "phones": [ { "number": "+13125550112", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null } ] }
        ]
        """;

    /// <summary>Their ids.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [.. JsonNode.Parse(Json)!.AsArray().Select(person => (string)person!["id"]!)];

    /// <summary>The person of this id.</summary>
    public static DemoPerson Of(string id)
    {
        var file = Write();
        try
        {
            return DemoPerson.Read(file).Single(person => person.Id == id);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Writes a file with them and the demo's people.</summary>
    public static string Write()
    {
        var everyone = JsonNode.Parse(File.ReadAllText(DemoPerson.DemoFile))!.AsArray();
        foreach (var person in JsonNode.Parse(Json)!.AsArray())
        {
            everyone.Add(person!.DeepClone());
        }

        var file = Path.GetTempFileName();
        File.WriteAllText(file, everyone.ToJsonString());
        return file;
    }
}
