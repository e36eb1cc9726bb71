using System.Text.Json;

namespace SecureAccess.Clients;

/// <summary>Reads the <c>claims</c> parameter (OpenID Connect Core 5.5). Pure.</summary>
public static class ClaimsRules
{
    /// <summary>Characters of the longest one that is read.</summary>
    public const int LongestText = 4_000;

    private const string IdToken = "id_token";
    private const string UserInfo = "userinfo";
    private const string Acr = "acr";
    private const string Subject = "sub";

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>Reads it.</summary>
    /// <param name="text">The parameter; null or empty asks for nothing.</param>
    /// <returns>Null when it is no JSON object, too long, or a member has not the form that the standard gives it.</returns>
    public static ClaimsRequest? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return ClaimsRequest.Nothing;
        }

        if (text.Length > LongestText)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return Read(json.RootElement);
        }
        // InvalidOperationException: halves of characters, which JSON can write and no text can hold.
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ClaimsRequest? Read(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || Members(json, IdToken) is not { } inIdToken
            || Members(json, UserInfo) is not { } atUserInfo
        )
        {
            return null;
        }

        var everywhere = inIdToken.Concat(atUserInfo).ToArray();
        if (
            everywhere.Any(claim =>
                !IsWellFormed(claim.Value, onlyTexts: claim.Name is Acr or Subject)
            )
        )
        {
            return null;
        }

        var contexts = everywhere.Where(claim => claim.Name == Acr).ToArray();
        return new ClaimsRequest
        {
            AtUserInfo = [.. atUserInfo.Select(claim => claim.Name)],
            EssentialAcr = InAll(contexts.Where(claim => IsEssential(claim.Value))),
            PreferredAcr = InAll(contexts.Where(claim => !IsEssential(claim.Value)))
                is { } preferred
                ? string.Join(' ', preferred)
                : null,
            Subjects = InAll(everywhere.Where(claim => claim.Name == Subject)),
        };
    }

    // Members that are not understood are left alone (5.5); one that is must be an object.
    private static List<(string Name, JsonElement Value)>? Members(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return member.ValueKind == JsonValueKind.Object
            ? [.. member.EnumerateObject().Select(claim => (claim.Name, claim.Value))]
            : null;
    }

    private static bool IsWellFormed(JsonElement claim, bool onlyTexts)
    {
        if (claim.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        return claim.ValueKind == JsonValueKind.Object
            && (
                !claim.TryGetProperty("essential", out var essential)
                || essential.ValueKind is JsonValueKind.True or JsonValueKind.False
            )
            && (
                !claim.TryGetProperty("values", out var values)
                || (values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
            )
            && (!onlyTexts || Wanted(claim).All(value => value.ValueKind == JsonValueKind.String));
    }

    private static bool IsEssential(JsonElement claim) =>
        claim.ValueKind == JsonValueKind.Object
        && claim.TryGetProperty("essential", out var essential)
        && essential.ValueKind == JsonValueKind.True;

    private static JsonElement[] Wanted(JsonElement claim) =>
        claim.ValueKind != JsonValueKind.Object ? []
        : claim.TryGetProperty("values", out var values) ? [.. values.EnumerateArray()]
        : claim.TryGetProperty("value", out var value) ? [value]
        : [];

    // Asked for in both members, a value has to suit both.
    private static string[]? InAll(IEnumerable<(string Name, JsonElement Value)> claims)
    {
        string[]? suiting = null;
        foreach (var (_, claim) in claims)
        {
            var wanted = Wanted(claim).Select(value => value.GetString()!).Distinct().ToArray();
            if (wanted.Length > 0)
            {
                suiting = suiting is null ? wanted : [.. suiting.Intersect(wanted)];
            }
        }

        return suiting;
    }
}
