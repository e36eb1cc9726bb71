using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Who lives on after registering in the walk over weeks.</summary>
internal static class LaterLives
{
    /// <summary>Has a business phone.</summary>
    public static Registrant Ben { get; } = Registrant.Of("business-phone", "works.at.desk");

    /// <summary>Wants the app, and has a landline only.</summary>
    public static Registrant Ada { get; } =
        Registrant.Of("landline", "likes-the-app") with
        {
            Method = "app",
        };

    /// <summary>Has a landline and no app: the code is spoken.</summary>
    public static Registrant Ola { get; } =
        Registrant.Of("internet-phone", "listens.well") with
        {
            Method = "voice",
        };

    /// <summary>Has a personal account, and an e-Services account that is imported later.</summary>
    public static Registrant James { get; } = Ready("james-carter");

    /// <summary>Registers with "I already have an e-Services username".</summary>
    public static Registrant Victor { get; } =
        Registrant.Of("victor-chen", "victor.eservices") with
        {
            KeepsUsername = true,
        };

    /// <summary>Her password turns up in a list of leaked ones.</summary>
    public static Registrant Maria { get; } = Ready("maria-lopez");

    /// <summary>Registers, and loses the phone later.</summary>
    public static Registrant Linda { get; } = Registrant.Of("linda-moore", "lost_her_phone");

    /// <summary>Everyone.</summary>
    public static IReadOnlyList<Registrant> All { get; } =
    [Ben, Ada, Ola, James, Victor, Maria, Linda];

    /// <summary>The e-Services accounts: James has one under another name and address, Victor the one that he keeps, one is nobody's.</summary>
    public static string Imported { get; } =
        $"""
            username,givenName,familyName,taxpayerNumber,email,roles
            carter.practice,James,Carter,{James.Person.TaxpayerNumber},office@carter.example,principal;delegate
            {Victor.Username},Victor,Chen,{Victor.Person.TaxpayerNumber},victor@chen.example,principal
            nobody.here,Nobody,Here,900-48-1000,nobody@here.example,
            """;

    /// <summary>The username that James has from the merge on.</summary>
    public const string UsernameOfJames = "carter.practice";

    private static Registrant Ready(string id)
    {
        var person = DemoPerson.Of(id);
        return new Registrant(person)
        {
            Username = person.Ready.Username,
            Email = person.Ready.Email,
            Password = person.Ready.Password,
        };
    }
}
