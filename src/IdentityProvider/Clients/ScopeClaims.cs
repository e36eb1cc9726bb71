using System.Collections.Frozen;

namespace SecureAccess.Clients;

/// <summary>Which claims about a person a scope stands for (OpenID Connect Core 5.4), and so who may ask for one of them by itself (5.5). Pure.</summary>
public static class ScopeClaims
{
    /// <summary>The scope, and the claim, of the taxpayer number: for clients only that an administrator allowed.</summary>
    public const string TaxpayerNumber = "tin";

    /// <summary>What a consent to one claim by itself is called among the scopes agreed to.</summary>
    private const string Prefix = "claim:";

    private static readonly FrozenDictionary<string, string> ScopeByClaim = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["name"] = "profile",
        ["given_name"] = "profile",
        ["family_name"] = "profile",
        ["preferred_username"] = "profile",
        ["birthdate"] = "profile",
        ["email"] = "email",
        ["email_verified"] = "email",
        ["phone_number"] = "phone",
        ["phone_number_verified"] = "phone",
        ["address"] = "address",
        [TaxpayerNumber] = TaxpayerNumber,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every claim about a person that there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. ScopeByClaim.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether one of the scopes stands for the claim.</summary>
    public static bool Cover(IEnumerable<string> scopes, string claim) =>
        ScopeByClaim.GetValueOrDefault(claim) is { } scope && scopes.Contains(scope);

    /// <summary>The claims that are asked for beyond the scopes of the request, of those that the client may ask for; others are left out.</summary>
    /// <param name="asked">The names of the <c>claims</c> parameter.</param>
    /// <param name="scopes">The request's scopes.</param>
    /// <param name="permitted">The scopes that the client is registered for.</param>
    public static IReadOnlyList<string> Beyond(
        IReadOnlyList<string> asked,
        IReadOnlyCollection<string> scopes,
        IReadOnlyCollection<string> permitted
    )
    {
        ArgumentNullException.ThrowIfNull(asked);
        return
        [
            .. asked
                .Where(claim => Cover(permitted, claim) && !Cover(scopes, claim))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What a person agrees to with these claims, beside the scopes.</summary>
    public static IEnumerable<string> Consented(IEnumerable<string> claims) =>
        claims.Select(claim => Prefix + claim);

    /// <summary>Whether what was agreed to covers what is asked: the same, or the whole scope of a single claim.</summary>
    public static bool Agreed(IReadOnlyCollection<string> agreed, string asked)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        ArgumentNullException.ThrowIfNull(asked);
        return agreed.Contains(asked)
            || (
                asked.StartsWith(Prefix, StringComparison.Ordinal)
                && Cover(agreed, asked[Prefix.Length..])
            );
    }
}
