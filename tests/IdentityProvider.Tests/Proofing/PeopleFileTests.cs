using SecureAccess.Proofing.Sources;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class PeopleFileTests
{
    private const string Person = """
        { "id": "maria-lopez", "givenName": "Maria", "familyName": "Lopez", "birthDate": "1984-03-14", "taxpayerNumber": "900-12-3456",
          "filingStatus": "single",
          "address": { "street": "12 Elm St", "city": "Springfield", "state": "IL", "postalCode": "62701", "country": "US" },
          "accounts": [], "phones": [],
          "account": { "username": "maria.lopez", "email": "maria@example.org", "password": "correct horse battery" } }
        """;

    [Fact]
    public void What_is_optional_has_its_default()
    {
        var person = Read($"[{Person}]").ShouldHaveSingleItem();
        person.Frozen.ShouldBeFalse();
        person.TaxpayerDigits.ShouldBe("900123456");
        person.Account.ShouldNotBeNull();
        person.Account.Verified.ShouldBeTrue();
        person.Account.AppSecret.ShouldBeNull();
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{}", "line 1")]
    [InlineData("[{\"id\": \"x\"}]", "a required key is missing")]
    [InlineData("[{\"id\": 7}]", "wrong type")]
    public void A_malformed_file_is_refused_with_its_place(string json, string expected)
    {
        var refusal = Should.Throw<PeopleFileException>(() => Read(json));
        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("\"id\"", "\"nickname\": \"M\", \"id\"", "unknown")]
    [InlineData("900-12-3456", "90012345", "taxpayerNumber")]
    [InlineData("\"single\"", "\"divorced\"", "filingStatus")]
    [InlineData("\"maria.lopez\"", "\"ma\"", "account.username")]
    [InlineData(
        "\"phones\": []",
        "\"phones\": [{ \"number\": \"7770143\", \"inName\": true, \"lineType\": \"mobile\" }]",
        "number"
    )]
    public void A_wrong_value_is_refused_with_person_and_key_and_without_the_value(
        string good,
        string bad,
        string expected
    )
    {
        var refusal = Should.Throw<PeopleFileException>(() =>
            Read($"[{Person.Replace(good, bad, StringComparison.Ordinal)}]")
        );
        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldNotContain("90012345");
        refusal.Message.ShouldNotContain("7770143");
    }

    [Fact]
    public void Two_people_with_one_taxpayer_number_are_refused() =>
        Should
            .Throw<PeopleFileException>(() =>
                Read(
                    $"[{Person},{Person.Replace("maria-lopez", "other", StringComparison.Ordinal)}]"
                )
            )
            .Message.ShouldContain("taxpayerNumber");

    [Fact]
    public void A_missing_file_is_named() =>
        Should
            .Throw<PeopleFileException>(() => PeopleFile.Read("no-such-file.json"))
            .Message.ShouldContain("no-such-file.json");

    private static IReadOnlyList<DemoPerson> Read(string json)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return PeopleFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
