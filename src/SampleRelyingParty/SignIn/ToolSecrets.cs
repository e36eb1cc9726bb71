using System.Text.Json;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.SignIn;

/// <summary>
/// The secrets of the confidential tools: <c>Tools:ID:ClientSecret</c> from the settings (environment, user secrets, a vault),
/// else <c>client_secret</c> from the demo's client file (<c>Clients:File</c>, RFC 7591 names).
/// A tool without one still starts; the provider then answers <c>invalid_client</c> and the tool shows that.
/// </summary>
public sealed class ToolSecrets(IConfiguration configuration)
{
    private readonly Lazy<Dictionary<string, string>> fromFile = new(() =>
        Read(configuration["Clients:File"])
    );

    /// <summary>The secret of a tool; null for a public one and where none is known.</summary>
    public string? Of(Tool tool) =>
        tool.IsPublic
            ? null
            : configuration[$"Tools:{tool.Id}:ClientSecret"]
                ?? fromFile.Value.GetValueOrDefault(tool.Id);

    private static Dictionary<string, string> Read(string? path)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var clients = JsonDocument.Parse(path is null ? "[]" : File.ReadAllText(path));
            foreach (var client in clients.RootElement.EnumerateArray())
            {
                if (
                    Text(client, "client_id") is { } id
                    && Text(client, "client_secret") is { } secret
                )
                {
                    secrets[id] = secret;
                }
            }
        }
        catch (Exception unreadable)
            when (unreadable
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
            )
        {
            // The provider refuses a bad file with a clear line; this sample only lacks its secrets then.
            Console.Error.WriteLine($"warn: no client secrets could be read from '{path}'.");
        }

        return secrets;
    }

    private static string? Text(JsonElement client, string name) =>
        client.ValueKind == JsonValueKind.Object
        && client.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
