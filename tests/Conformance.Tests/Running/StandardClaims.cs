using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureAccess.Conformance.Running;

/// <summary>The claims of OpenID Connect Core 5.1: which scope asks for which (5.4), and of what type each is.</summary>
public static class StandardClaims
{
    private static readonly string[] Truths = ["email_verified", "phone_number_verified"];

    /// <summary>What a scope asks for.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } =
        new Dictionary<string, string[]>
        {
            ["profile"] =
            [
                "name",
                "family_name",
                "given_name",
                "middle_name",
                "nickname",
                "preferred_username",
                "profile",
                "picture",
                "website",
                "gender",
                "birthdate",
                "zoneinfo",
                "locale",
                "updated_at",
            ],
            ["email"] = ["email", "email_verified"],
            ["address"] = ["address"],
            ["phone"] = ["phone_number", "phone_number_verified"],
        };

    /// <summary>Fails when one of them is of another type, or empty.</summary>
    public static void Check(JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var name in Of.Values.SelectMany(names => names).Where(claims.ContainsKey))
        {
            ConformanceFailure.Unless(
                IsOfItsType(name, claims[name]),
                $"The claim {name} is of a wrong type or empty."
            );
        }
    }

    private static bool IsOfItsType(string name, JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => Truths.Contains(name),
            JsonValueKind.Number => name == "updated_at",
            JsonValueKind.Object => name == "address" && value.AsObject().Count > 0,
            JsonValueKind.String => name is not ("updated_at" or "address")
                && !Truths.Contains(name)
                && ((string)value!).Length > 0,
            _ => false,
        };
}
