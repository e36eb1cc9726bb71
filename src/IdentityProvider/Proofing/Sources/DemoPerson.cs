using System.Text.Json.Serialization;

namespace SecureAccess.Proofing.Sources;

/// <summary>A person whom the embedded source knows, as in <c>deploy/demo/people.json</c>.</summary>
public sealed record DemoPerson
{
    /// <summary>A short name for the person in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Nine digits, dashes allowed; 900-01 to 900-49, which are never issued.</summary>
    public required string TaxpayerNumber { get; init; }

    /// <summary>Filing status of the last-filed return.</summary>
    public required string FilingStatus { get; init; }

    /// <summary>Address of the last-filed return: the address of record.</summary>
    public required DemoAddress Address { get; init; }

    /// <summary>Financial accounts.</summary>
    public required IReadOnlyList<DemoFinancialAccount> Accounts { get; init; }

    /// <summary>Phones.</summary>
    public required IReadOnlyList<DemoPhone> Phones { get; init; }

    /// <summary>Whether the tax record is frozen: then nothing matches it.</summary>
    public bool Frozen { get; init; }

    /// <summary>A ready account, if the person has one.</summary>
    public DemoAccount? Account { get; init; }

    /// <summary>The number without its dashes.</summary>
    [JsonIgnore]
    public string TaxpayerDigits => TaxpayerNumber.Replace("-", "", StringComparison.Ordinal);
}

/// <summary>A postal address.</summary>
public sealed record DemoAddress
{
    /// <summary>Street and number.</summary>
    public required string Street { get; init; }

    /// <summary>City.</summary>
    public required string City { get; init; }

    /// <summary>State.</summary>
    public required string State { get; init; }

    /// <summary>Postal code.</summary>
    public required string PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
}

/// <summary>A financial account (D10).</summary>
public sealed record DemoFinancialAccount
{
    /// <summary><c>credit-card</c>, <c>student-loan</c>, <c>mortgage</c>, <c>home-equity-loan</c>, <c>home-equity-line</c> or <c>auto-loan</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The whole number; a credit card is asked by its last 8 digits.</summary>
    public required string Number { get; init; }

    /// <summary>The card's brand.</summary>
    public string? Brand { get; init; }

    /// <summary>A debit card.</summary>
    public bool Debit { get; init; }

    /// <summary>A corporate card.</summary>
    public bool Corporate { get; init; }
}

/// <summary>A phone (D11).</summary>
public sealed record DemoPhone
{
    /// <summary>E.164 form.</summary>
    public required string Number { get; init; }

    /// <summary>Whether it is associated with the person's name.</summary>
    public required bool InName { get; init; }

    /// <summary><c>mobile</c>, <c>landline</c> or <c>voip</c>.</summary>
    public required string LineType { get; init; }

    /// <summary>A business phone.</summary>
    public bool Business { get; init; }

    /// <summary>Hours since its SIM was changed; null when that was long ago.</summary>
    public int? SimChangedHoursAgo { get; init; }
}

/// <summary>A ready account.</summary>
public sealed record DemoAccount
{
    /// <summary>Its username.</summary>
    public required string Username { get; init; }

    /// <summary>Its confirmed email address.</summary>
    public required string Email { get; init; }

    /// <summary>Its password.</summary>
    public required string Password { get; init; }

    /// <summary>Its activated phone in E.164 form, if any.</summary>
    public string? TextTo { get; init; }

    /// <summary>The base32 secret of its authenticator app, if any.</summary>
    public string? AppSecret { get; init; }

    /// <summary>Whether its identity is proofed.</summary>
    public bool Verified { get; init; } = true;
}
