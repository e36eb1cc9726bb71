namespace SecureAccess.Authenticators;

/// <summary>Whose second factor is asked for, and from where.</summary>
/// <param name="AccountId">The account that the password was accepted for.</param>
/// <param name="SessionId">The session; a code that another session asked for opens nothing here.</param>
/// <param name="Source">The address prefix, or the known browser's id (D4).</param>
/// <param name="KnownBrowser">Whether this browser completed a sign-in to the account before.</param>
/// <param name="AddressPrefix">The address prefix, for the budgets of sends (D7).</param>
public sealed record FactorContext(
    Guid AccountId,
    Guid SessionId,
    string Source,
    bool KnownBrowser,
    string AddressPrefix
);
