namespace SecureAccess.Sessions;

/// <summary>
/// Authentication context class references (D18): the product's own values, honest about what was assessed, and never the name of a level
/// that was not.
/// </summary>
public static class Acr
{
    /// <summary>Two factors; identity not proofed.</summary>
    public const string Account = "urn:secureaccess:acr:account";

    /// <summary>Two factors; identity proofed.</summary>
    public const string Identity = "urn:secureaccess:acr:identity";

    /// <summary>Added to either when the second factor resists phishing.</summary>
    public const string PhishingResistantSuffix = ":phishing-resistant";

    /// <summary>Every value, weakest first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Account, Identity, Account + PhishingResistantSuffix, Identity + PhishingResistantSuffix];

    /// <summary>Whether this is a value of ours.</summary>
    public static bool IsKnown(string value) => All.Contains(value, StringComparer.Ordinal);

    /// <summary>The value that a session of this strength has.</summary>
    public static string Of(bool identityProofed, bool phishingResistant) =>
        (identityProofed ? Identity : Account) + (phishingResistant ? PhishingResistantSuffix : "");

    /// <summary>Whether the value asks for a proofed identity.</summary>
    public static bool WantsIdentity(string value) =>
        value.StartsWith(Identity, StringComparison.Ordinal);

    /// <summary>Whether the value asks for a factor that resists phishing.</summary>
    public static bool WantsPhishingResistance(string value) =>
        value.EndsWith(PhishingResistantSuffix, StringComparison.Ordinal);

    /// <summary>Whether what was reached is at least what is wanted.</summary>
    public static bool Meets(string reached, string wanted) =>
        (!WantsIdentity(wanted) || WantsIdentity(reached))
        && (!WantsPhishingResistance(wanted) || WantsPhishingResistance(reached));

    /// <summary>RFC 8176: password, the second factor's method, and that there were several.</summary>
    /// <param name="secondFactorMethod"><c>text</c>, <c>voice</c> or <c>app</c>.</param>
    public static IReadOnlyList<string> Amr(string secondFactorMethod) =>
        secondFactorMethod switch
        {
            "text" => ["pwd", "sms", "mfa"],
            "voice" => ["pwd", "tel", "mfa"],
            "app" => ["pwd", "otp", "mfa"],
            _ => throw new ArgumentOutOfRangeException(
                nameof(secondFactorMethod),
                "No such method."
            ),
        };
}
