namespace SecureAccess.Limits;

/// <summary>How often something may happen within a window that begins with its first use.</summary>
/// <param name="Name">Its name in the settings (<c>Limits:Budgets:NAME</c>) and in the table.</param>
/// <param name="Takes">How many takes the window allows.</param>
/// <param name="Window">How long the window lasts from its first take.</param>
public sealed record Budget(string Name, int Takes, TimeSpan Window)
{
    /// <summary>D7: texts and calls to one account, 10 an hour.</summary>
    public static readonly Budget SendsPerAccount = new(
        "sends-per-account",
        10,
        TimeSpan.FromHours(1)
    );

    /// <summary>D7: texts and calls to one number, 10 an hour.</summary>
    public static readonly Budget SendsPerNumberAndHour = new(
        "sends-per-number-and-hour",
        10,
        TimeSpan.FromHours(1)
    );

    /// <summary>D7: texts and calls to one number, 30 a day.</summary>
    public static readonly Budget SendsPerNumberAndDay = new(
        "sends-per-number-and-day",
        30,
        TimeSpan.FromDays(1)
    );

    /// <summary>D7: texts and calls asked for by one source address (IPv4 /32, IPv6 /64), 60 an hour.</summary>
    public static readonly Budget SendsPerSource = new(
        "sends-per-source",
        60,
        TimeSpan.FromHours(1)
    );

    /// <summary>D7: texts and calls to one country prefix, 1,000 an hour.</summary>
    public static readonly Budget SendsPerCountryPrefix = new(
        "sends-per-country-prefix",
        1_000,
        TimeSpan.FromHours(1)
    );

    /// <summary>Emails that anyone may cause to one address (confirmation codes and their like), 10 an hour.</summary>
    public static readonly Budget EmailsPerAddress = new(
        "emails-per-address",
        10,
        TimeSpan.FromHours(1)
    );

    /// <summary>The same, 30 a day: so few codes cannot be guessed at.</summary>
    public static readonly Budget EmailsPerAddressAndDay = new(
        "emails-per-address-and-day",
        30,
        TimeSpan.FromDays(1)
    );

    /// <summary>Emails asked for by one source address (IPv4 /32, IPv6 /64), 60 an hour.</summary>
    public static readonly Budget EmailsPerSource = new(
        "emails-per-source",
        60,
        TimeSpan.FromHours(1)
    );

    /// <summary>D21: usernames that one registration may ask for, 20 a day.</summary>
    public static readonly Budget UsernameChecksPerRegistration = new(
        "username-checks-per-registration",
        20,
        TimeSpan.FromDays(1)
    );

    /// <summary>D21: usernames asked for from one source address (IPv4 /32, IPv6 /64), 100 a day.</summary>
    public static readonly Budget UsernameChecksPerSource = new(
        "username-checks-per-source",
        100,
        TimeSpan.FromDays(1)
    );

    /// <summary>D5: failed identity checks of one account, 3 in 24 h.</summary>
    public static readonly Budget ChecksPerAccount = new(
        "identity-checks-per-account",
        3,
        TimeSpan.FromHours(24)
    );

    /// <summary>D5: failed identity checks of one taxpayer number, across accounts, 3 in 24 h.</summary>
    public static readonly Budget ChecksPerTaxpayerNumber = new(
        "identity-checks-per-taxpayer-number",
        3,
        TimeSpan.FromHours(24)
    );

    /// <summary>D5: failed identity checks from one source address (IPv4 /32, IPv6 /64), 20 in 24 h.</summary>
    public static readonly Budget ChecksPerSource = new(
        "identity-checks-per-source",
        20,
        TimeSpan.FromHours(24)
    );

    /// <summary>Phones that one account may ask the source of phones about (D11), 10 in 24 h: otherwise it would tell whose is whose.</summary>
    public static readonly Budget PhoneChecksPerAccount = new(
        "phone-checks-per-account",
        10,
        TimeSpan.FromHours(24)
    );

    /// <summary>Phones asked about from one source address (IPv4 /32, IPv6 /64), 60 in 24 h.</summary>
    public static readonly Budget PhoneChecksPerSource = new(
        "phone-checks-per-source",
        60,
        TimeSpan.FromHours(24)
    );

    /// <summary>D6: letters with an activation code for one account, 2 in 30 days.</summary>
    public static readonly Budget LettersPerAccount = new(
        "letters-per-account",
        2,
        TimeSpan.FromDays(30)
    );

    /// <summary>The same for one taxpayer number, across accounts: nobody's letter box is filled by making accounts.</summary>
    public static readonly Budget LettersPerTaxpayerNumber = new(
        "letters-per-taxpayer-number",
        2,
        TimeSpan.FromDays(30)
    );

    /// <summary>Replacements of a lost phone that a password may begin (D15), 20 a day of one account: each ends the one before.</summary>
    public static readonly Budget ReplacementsPerAccount = new(
        "replacements-per-account",
        20,
        TimeSpan.FromDays(1)
    );

    /// <summary>Wrong codes of devices (RFC 8628 5.1) typed from one source address (IPv4 /32, IPv6 /64), 20 an hour.</summary>
    public static readonly Budget DeviceCodesPerSource = new(
        "device-codes-per-source",
        20,
        TimeSpan.FromHours(1)
    );

    /// <summary>The same of one account, from wherever: 20 an hour.</summary>
    public static readonly Budget DeviceCodesPerAccount = new(
        "device-codes-per-account",
        20,
        TimeSpan.FromHours(1)
    );

    /// <summary>Refused requests of one source address (IPv4 /32, IPv6 /64) that the audit record takes, 200 an hour; the rest is only answered.</summary>
    public static readonly Budget RecordedRefusalsPerSource = new(
        "recorded-refusals-per-source",
        200,
        TimeSpan.FromHours(1)
    );

    /// <summary>Client assertions that came again, of one source: counted apart, so that no flood of other refusals hides them.</summary>
    public static readonly Budget RecordedReplaysPerSource = new(
        "recorded-replays-per-source",
        20,
        TimeSpan.FromHours(1)
    );

    /// <summary>Of each window in which that is used up, the one event that says so.</summary>
    public static readonly Budget RefusalNotesPerWindow = new(
        "refusal-notes-per-window",
        1,
        TimeSpan.FromHours(1)
    );

    /// <summary>Every budget, for the settings and the documents.</summary>
    public static IReadOnlyList<Budget> All { get; } =
    [
        SendsPerAccount,
        SendsPerNumberAndHour,
        SendsPerNumberAndDay,
        SendsPerSource,
        SendsPerCountryPrefix,
        EmailsPerAddress,
        EmailsPerAddressAndDay,
        EmailsPerSource,
        UsernameChecksPerRegistration,
        UsernameChecksPerSource,
        ChecksPerAccount,
        ChecksPerTaxpayerNumber,
        ChecksPerSource,
        PhoneChecksPerAccount,
        PhoneChecksPerSource,
        LettersPerAccount,
        LettersPerTaxpayerNumber,
        ReplacementsPerAccount,
        DeviceCodesPerSource,
        DeviceCodesPerAccount,
        RecordedRefusalsPerSource,
        RecordedReplaysPerSource,
        RefusalNotesPerWindow,
    ];
}
