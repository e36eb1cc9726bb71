using System.Text.Json;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary>What pages need to know of a tool's stored request: the scopes, and who the tool thinks is coming.</summary>
/// <param name="Scopes">The scopes asked for, in the tool's order.</param>
/// <param name="LoginHint"><c>login_hint</c>, a username or email address; null when none was sent. Personal: never logged.</param>
public sealed record AskedParameters(IReadOnlyList<string> Scopes, string? LoginHint)
{
    /// <summary>Reads them from the stored parameters.</summary>
    public static AskedParameters Of(SignInRequests requests, SignInRequest request)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var parameters = JsonDocument.Parse(requests.ParametersOf(request));
        return new AskedParameters(
            Text(parameters, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Text(parameters, "login_hint")
        );
    }

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[parameters]";

    private static string? Text(JsonDocument parameters, string name) =>
        parameters.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
