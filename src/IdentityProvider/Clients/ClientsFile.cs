using System.Text.Json;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>
/// The declarative way to register clients (R24): a JSON array of registrations, applied all or nothing. Applying the same file
/// again changes nothing. A client that the file does not name stays as it is.
/// </summary>
public sealed class ClientsFile(
    StateChange change,
    ClientRegistrar registrar,
    ResourceRegistrations resources,
    SectorDocuments sectors,
    RegistrationContext context
)
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>Applies the file, or with <paramref name="dryRun"/> only says what it would do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <param name="cancellationToken">Ends the work; nothing is then applied.</param>
    public async Task<ClientsApplyResult> Apply(
        string path,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        var (registrations, error) = await Read(path, cancellationToken);
        if (error is not null)
        {
            return new ClientsApplyResult.Refused(error);
        }

        if (await resources.FirstProblem(registrations, cancellationToken) is { } wrong)
        {
            return new ClientsApplyResult.Refused(
                $"{path}: client ({wrong.Client.ClientId}): {wrong.Problem.Field} {wrong.Problem.Message}"
            );
        }

        return dryRun
            ? await registrar.Compare(registrations, cancellationToken)
            : await change.InOneTransaction(
                token => registrar.Apply(registrations, token),
                cancellationToken
            );
    }

    /// <summary>Every registered client, by id.</summary>
    public Task<IReadOnlyList<ListedClient>> List(CancellationToken cancellationToken) =>
        registrar.List(cancellationToken);

    private async Task<(IReadOnlyList<ClientRegistration> Registrations, string? Error)> Read(
        string path,
        CancellationToken cancellationToken
    )
    {
        JsonDocument document;
        try
        {
            await using var file = File.OpenRead(path);
            document = await JsonDocument.ParseAsync(file, Options, cancellationToken);
        }
        catch (JsonException exception)
        {
            return (
                [],
                exception is { LineNumber: { } line, BytePositionInLine: { } position }
                    ? $"{path}: line {line + 1}, position {position + 1}: this is not JSON."
                    : $"{path}: this is not JSON, or an object names something twice."
            );
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ([], $"{path}: the file cannot be read.");
        }

        using (document)
        {
            return Check(
                path,
                document.RootElement,
                context with
                {
                    SectorDocuments = await Sectors(document.RootElement, cancellationToken),
                }
            );
        }
    }

    // Read before the rules are asked, which are pure.
    private async Task<IReadOnlyDictionary<string, SectorDocument>> Sectors(
        JsonElement root,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, SectorDocument>(StringComparer.Ordinal);
        if (root.ValueKind != JsonValueKind.Array)
        {
            return found;
        }

        foreach (var client in root.EnumerateArray())
        {
            if (
                client.ValueKind == JsonValueKind.Object
                && client.TryGetProperty(SectorRules.UriField, out var field)
                && field.ValueKind == JsonValueKind.String
                && field.GetString() is { } address
                && !found.ContainsKey(address)
            )
            {
                found[address] = await sectors.Fetch(address, cancellationToken);
            }
        }

        return found;
    }

    private static (IReadOnlyList<ClientRegistration>, string?) Check(
        string path,
        JsonElement root,
        RegistrationContext context
    )
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return ([], $"{path}: must be a list of clients.");
        }

        var accepted = new List<ClientRegistration>();
        foreach (var client in root.EnumerateArray())
        {
            var place = $"{path}: client {accepted.Count + 1}{Named(client)}";
            switch (ClientRegistrationRules.Check(client, context))
            {
                case RegistrationResult.Refused { Problem: var problem }:
                    return ([], $"{place}: {problem.Field} {problem.Message}");
                case RegistrationResult.Accepted { Registration: var registration }
                    when accepted.Any(other => other.ClientId == registration.ClientId):
                    return ([], $"{place}: client_id is used by an earlier client of this file.");
                case RegistrationResult.Accepted { Registration: var registration }:
                    accepted.Add(registration);
                    break;
            }
        }

        return (accepted, null);
    }

    private static string Named(JsonElement client) =>
        client.ValueKind == JsonValueKind.Object
        && client.TryGetProperty("client_id", out var id)
        && id.ValueKind == JsonValueKind.String
            ? $" ({new string([.. id.GetString()!.Where(c => !char.IsControl(c)).Take(100)])})"
            : "";
}
