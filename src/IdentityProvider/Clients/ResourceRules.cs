namespace SecureAccess.Clients;

/// <summary>
/// By what name an API may be registered as a resource, and which APIs a client may list (RFC 8707 2). Pure; whether those listed are
/// registered is asked by <see cref="ResourceRegistrations"/>.
/// </summary>
internal static class ResourceRules
{
    /// <summary>The field of an API's own name.</summary>
    public const string IdentifierField = "resource_identifier";

    /// <summary>The field of the APIs that a client may ask for.</summary>
    public const string ListField = "resources";

    /// <summary>Characters of the longest name, so that five of them fit where they are kept.</summary>
    public const int Longest = 200;

    /// <summary>How many APIs one client may list.</summary>
    public const int Most = 20;

    public static string? Identifier(RegistrationReader reader, RegistrationContext context)
    {
        if (reader.Text(IdentifierField) is not { } identifier)
        {
            return null;
        }

        Check(IdentifierField, identifier);
        // This server's own name stands in every token that may be used at userinfo: nobody else answers to it.
        return
            context.Issuer is { } issuer
            && Uri.Compare(
                new Uri(identifier),
                new Uri(issuer),
                UriComponents.AbsoluteUri,
                UriFormat.SafeUnescaped,
                StringComparison.OrdinalIgnoreCase
            ) == 0
            ? throw new RegistrationException(IdentifierField, "is this server's own.")
            : identifier;
    }

    public static IReadOnlyList<string> Listed(RegistrationReader reader)
    {
        var listed = reader.Texts(ListField) ?? [];
        if (listed.Count > Most)
        {
            throw new RegistrationException(ListField, $"has more than {Most} entries.");
        }

        for (var i = 0; i < listed.Count; i++)
        {
            Check($"{ListField}[{i}]", listed[i]);
        }

        return listed;
    }

    // RFC 8707 2: an absolute URI without a fragment. It is a name, and is compared character by character.
    private static void Check(string place, string text)
    {
        if (
            text.Length > Longest
            || !text.All(c => c is > ' ' and < (char)127)
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
        )
        {
            throw new RegistrationException(
                place,
                $"must be an absolute URI of at most {Longest} characters."
            );
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            throw new RegistrationException(place, "must not have a fragment.");
        }

        if (
            !(uri.Scheme is "https" or "urn" || (uri.Scheme == "http" && uri.IsLoopback))
            || uri.UserInfo.Length > 0
        )
        {
            throw new RegistrationException(
                place,
                "must begin with https or urn (http only on this machine) and have no user name."
            );
        }
    }
}
