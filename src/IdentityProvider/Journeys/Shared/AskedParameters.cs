using System.Text.Json;
using SecureAccess.Clients;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Devices;

namespace SecureAccess.Journeys.Shared;

/// <summary>What pages need to know of a tool's stored request: the scopes, and who the tool thinks is coming.</summary>
/// <param name="Scopes">The scopes asked for, in the tool's order.</param>
/// <param name="LoginHint"><c>login_hint</c>, a username or email address; null when none was sent. Personal: never logged.</param>
/// <param name="UserCode">The code that the device shows; null where no device waits. Never logged.</param>
/// <param name="Claims">What the <c>claims</c> parameter asks for.</param>
public sealed record AskedParameters(
    IReadOnlyList<string> Scopes,
    string? LoginHint,
    string? UserCode,
    ClaimsRequest Claims
)
{
    /// <summary>The resources asked for (RFC 8707), in the tool's order.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Reads them from the stored parameters.</summary>
    public static AskedParameters Of(SignInRequests requests, SignInRequest request)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var parameters = JsonDocument.Parse(requests.ParametersOf(request));
        return new AskedParameters(
            Text(parameters, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Text(parameters, "login_hint"),
            Text(parameters, DeviceCodeEntry.UserCode),
            ClaimsRules.Read(Text(parameters, "claims")) ?? ClaimsRequest.Nothing
        )
        {
            Resources = Texts(parameters, "resource"),
        };
    }

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[parameters]";

    private static string[] Texts(JsonDocument parameters, string name) =>
        parameters.RootElement.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Array => [.. value.EnumerateArray().Select(one => one.GetString()!)],
                _ => [],
            }
            : [];

    private static string? Text(JsonDocument parameters, string name) =>
        parameters.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
