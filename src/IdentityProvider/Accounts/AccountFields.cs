namespace SecureAccess.Accounts;

/// <summary>The names that bind an encrypted value to its place, so that one cannot stand in for another.</summary>
public static class AccountFields
{
    /// <summary>Email addresses.</summary>
    public const string Email = "email";

    /// <summary>Phone numbers.</summary>
    public const string Phone = "phone";

    /// <summary>Name, date of birth and address as proofed.</summary>
    public const string Person = "person";

    /// <summary>The taxpayer number.</summary>
    public const string TaxpayerNumber = "taxpayer-number";
}
