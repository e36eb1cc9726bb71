using SecureAccess.Accounts;
using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Proofing;

/// <summary>The people of <c>deploy/demo/people.json</c> and what they would say of themselves.</summary>
internal static class ProofedPeople
{
    /// <summary>All of them.</summary>
    public static DemoPeople All { get; } =
        new(PeopleFile.Read(Repository.Of("deploy", "demo", "people.json")));

    /// <summary>The one with this id.</summary>
    public static DemoPerson Get(string id) => All.All.Single(person => person.Id == id);

    /// <summary>What the person would say, all of it right.</summary>
    public static IdentityAnswers Answers(string id)
    {
        var person = Get(id);
        return new IdentityAnswers(
            person.GivenName,
            person.FamilyName,
            person.BirthDate,
            person.TaxpayerDigits,
            person.FilingStatus,
            new PostalAddress(
                person.Address.Street,
                person.Address.City,
                person.Address.State,
                person.Address.PostalCode,
                person.Address.Country
            )
        );
    }

    /// <summary>The person's first account: its kind, and its number as it is asked.</summary>
    public static (string Kind, string Number) Account(string id)
    {
        var account = Get(id).Accounts[0];
        return (
            account.Kind,
            account.Kind == "credit-card" ? account.Number[^8..] : account.Number
        );
    }

    /// <summary>The same answers with one item wrong, by the item's name.</summary>
    public static IReadOnlyDictionary<string, IdentityAnswers> OneItemWrong(
        IdentityAnswers right
    ) =>
        new Dictionary<string, IdentityAnswers>
        {
            [TaxRecordItems.GivenName] = right with { GivenName = "Marta" },
            [TaxRecordItems.FamilyName] = right with { FamilyName = "Lopes" },
            [TaxRecordItems.BirthDate] = right with { BirthDate = right.BirthDate.AddDays(1) },
            [TaxRecordItems.TaxpayerNumber] = right with { TaxpayerNumber = "900470001" },
            [TaxRecordItems.FilingStatus] = right with
            {
                FilingStatus = FilingStatus.All.First(status => status != right.FilingStatus),
            },
            [TaxRecordItems.Street] = With(right, address => address with { Street = "13 Elm St" }),
            [TaxRecordItems.City] = With(right, address => address with { City = "Shelbyville" }),
            [TaxRecordItems.State] = With(right, address => address with { State = "AK" }),
            [TaxRecordItems.PostalCode] = With(
                right,
                address => address with { PostalCode = "99501" }
            ),
            [TaxRecordItems.Country] = With(right, address => address with { Country = "CA" }),
        };

    private static IdentityAnswers With(
        IdentityAnswers right,
        Func<PostalAddress, PostalAddress> change
    ) => right with { Address = change(right.Address) };
}
