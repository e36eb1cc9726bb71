using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Who registers in the walk.</summary>
internal static class Registrants
{
    /// <summary>The browser without JavaScript.</summary>
    public static Registrant Linda { get; } = Registrant.Of("linda-moore", "quiet.heron");

    /// <summary>The browser with JavaScript.</summary>
    public static Registrant Victor { get; } = Registrant.Of("victor-chen", "amber-kite");

    /// <summary>Linda once more, under another name and address.</summary>
    public static Registrant LindaAgain { get; } =
        Registrant.Of("linda-moore", "second_attempt") with
        {
            AccountIndex = 1,
        };

    /// <summary>Has a ready account; it is not proofed.</summary>
    public static Registrant Peter { get; } =
        new(DemoPerson.Of("peter-novak"))
        {
            Username = DemoPerson.Of("peter-novak").Ready.Username,
            Email = DemoPerson.Of("peter-novak").Ready.Email,
            Password = DemoPerson.Of("peter-novak").Ready.Password,
        };

    /// <summary>Mistypes everything, and has a business phone.</summary>
    public static Registrant Beatrice { get; } = Registrant.Of("business-phone", "much.mistyped");

    /// <summary>Uses no mouse.</summary>
    public static Registrant Typist { get; } = Registrant.Of("frozen-record", "tab.and.enter");

    /// <summary>Keeps an e-Services username that is not found.</summary>
    public static Registrant Kim { get; } =
        Invented("keeps-username", "chosen.later") with
        {
            KeepsUsername = true,
        };

    /// <summary>People whom nobody has seen before, one for each who is invented but Kim.</summary>
    public static IReadOnlyList<Registrant> Strangers { get; } =
    [
        .. InventedPeople
            .Ids.Where(id => id != Kim.Person.Id)
            .Select(
                (id, i) =>
                    Invented(id, $"stranger-{i}") with
                    {
                        AccountIndex = id == "two-accounts" ? 1 : 0,
                    }
            ),
    ];

    /// <summary>One for each person of the demo who cannot finish.</summary>
    public static IReadOnlyDictionary<string, Registrant> Failing { get; } =
        new[]
        {
            "frozen-record",
            "american-express",
            "debit-card",
            "corporate-card",
            "business-phone",
            "landline",
            "internet-phone",
            "sim-changed",
            "phone-not-in-name",
            "phone-already-activated",
        }
            .Select((id, i) => (id, Registrant: Registrant.Of(id, $"unlucky-{i}")))
            .ToDictionary(pair => pair.id, pair => pair.Registrant);

    /// <summary>Everyone.</summary>
    public static IReadOnlyList<Registrant> All { get; } =
    [Linda, Victor, LindaAgain, Peter, Beatrice, Typist, Kim, .. Strangers, .. Failing.Values];

    private static Registrant Invented(string id, string username) =>
        new(InventedPeople.Of(id)) { Username = username };
}
