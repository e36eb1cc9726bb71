namespace SecureAccess.Clients;

/// <summary>What was found at a <c>sector_identifier_uri</c>.</summary>
public abstract record SectorDocument
{
    private SectorDocument() { }

    /// <summary>A list of addresses.</summary>
    public sealed record Listed(IReadOnlyList<string> RedirectUris) : SectorDocument;

    /// <summary>Nothing that counts; why, as the end of a sentence.</summary>
    public sealed record Failed(string Problem) : SectorDocument;
}

/// <summary>
/// In which sector a client knows people by one name (OpenID Connect Core 8.1, Registration 5): the administrator's word, else the host of
/// <c>sector_identifier_uri</c>, else the one host of the redirect addresses. Pure: what was found at the address is passed in.
/// </summary>
internal static class SectorRules
{
    /// <summary>The field whose address is fetched before the rules are asked.</summary>
    public const string UriField = "sector_identifier_uri";

    public static string? Read(
        RegistrationReader reader,
        string subjectType,
        IReadOnlyList<string> redirects,
        RegistrationContext context
    )
    {
        var host = Host(reader, redirects, context);
        if (reader.Text("sector") is { } sector)
        {
            return sector.Length <= 200
                ? sector
                : throw new RegistrationException("sector", "must have at most 200 characters.");
        }

        if (host is not null)
        {
            return host;
        }

        var hosts = redirects
            .Select(uri => new Uri(uri).Host)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return hosts switch
        {
            [] => null,
            [var one] => one,
            _ when subjectType == "public" => null,
            _ => throw new RegistrationException(
                "sector",
                "is missing; redirect_uris have several hosts."
            ),
        };
    }

    private static string? Host(
        RegistrationReader reader,
        IReadOnlyList<string> redirects,
        RegistrationContext context
    )
    {
        if (RedirectUriRules.Page(reader, UriField) is not { } uri)
        {
            return null;
        }

        switch (context.SectorDocuments.GetValueOrDefault(uri))
        {
            case SectorDocument.Listed { RedirectUris: var listed }:
                return
                    redirects.FirstOrDefault(redirect => !listed.Contains(redirect)) is { } missing
                    ? throw new RegistrationException(UriField, $"does not list {missing}.")
                    : new Uri(uri).Host;
            case SectorDocument.Failed { Problem: var problem }:
                throw new RegistrationException(UriField, problem);
            default:
                throw new RegistrationException(UriField, "was not read.");
        }
    }
}
