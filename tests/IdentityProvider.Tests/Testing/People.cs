using System.Text.Json.Nodes;

namespace SecureAccess.Tests.Testing;

/// <summary>Files of people made for one test, from the demo people.</summary>
internal static class People
{
    /// <summary>A file of records, none with a ready account.</summary>
    public static HostWishes FileOf(params IEnumerable<JsonObject> people)
    {
        var path = Path.Combine(
            Directory.CreateTempSubdirectory("secureaccess-people-").FullName,
            "people.json"
        );
        File.WriteAllText(
            path,
            new JsonArray([.. people.Select(person => person.DeepClone())]).ToJsonString()
        );
        return new HostWishes
        {
            Settings = new Dictionary<string, string?> { ["Proofing:Embedded:File"] = path },
        };
    }

    /// <summary>A demo person who has a second phone of the same kind.</summary>
    public static JsonObject WithSecondPhone(string id, string number)
    {
        var person = Registrant.Of(id).Record;
        var phones = person["phones"]!.AsArray();
        var second = phones[0]!.DeepClone();
        second["number"] = number;
        phones.Add(second);
        return person;
    }

    /// <summary>Different people with the same phone in their names.</summary>
    public static IReadOnlyList<JsonObject> Sharing(string phone, int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number =>
                {
                    var person = Registrant.Of("linda-moore").Record;
                    person["id"] = $"person-{number}";
                    person["givenName"] = $"Linda{(char)('A' + number)}";
                    person["taxpayerNumber"] = $"900-03-{number:D4}";
                    person["phones"]![0]!["number"] = phone;
                    return person;
                }),
        ];
}
