using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;

namespace SampleRelyingParty.Tools;

/// <summary>What a tool knows of the person who is signed in to it.</summary>
/// <param name="Claims">The claims of the validated ID token.</param>
/// <param name="UserInfo">The answer of the userinfo endpoint, name and value.</param>
/// <param name="AccessToken">For calls to APIs; null when none was issued.</param>
/// <param name="SignedInAt">When this tool received the tokens.</param>
/// <param name="Answers">The error of the API's challenge that this sign-in answered; null for an ordinary one.</param>
public sealed record ToolSession(
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<KeyValuePair<string, string>> UserInfo,
    string? AccessToken,
    DateTimeOffset SignedInAt,
    string? Answers
)
{
    /// <summary>The key under which the sign-in keeps the userinfo answer.</summary>
    public const string UserInfoItem = "userinfo";

    /// <summary>The key under which the sign-in keeps the error that it answers.</summary>
    public const string AnswersItem = "answers";

    /// <summary>Reads the session of one tool from its cookie; null when nobody is signed in to it.</summary>
    public static async Task<ToolSession?> Read(HttpContext http, Tool tool)
    {
        var result = await http.AuthenticateAsync(tool.CookieScheme);
        if (!result.Succeeded)
        {
            return null;
        }

        result.Properties.Items.TryGetValue(AnswersItem, out var answers);
        return new ToolSession(
            [.. result.Principal.Claims],
            UserInfoOf(result.Properties),
            result.Properties.GetTokenValue("access_token"),
            result.Properties.IssuedUtc ?? DateTimeOffset.MinValue,
            answers
        );
    }

    /// <summary>The values of one claim of the ID token, joined; null when it has none.</summary>
    public string? Claim(string type)
    {
        var values = Claims
            .Where(claim => claim.Type == type)
            .Select(claim => claim.Value)
            .ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> UserInfoOf(
        AuthenticationProperties properties
    )
    {
        if (!properties.Items.TryGetValue(UserInfoItem, out var json) || json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Select(member => KeyValuePair.Create(member.Name, Shown(member.Value))),
        ];
    }

    // As JSON writes it: true, not True.
    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
