namespace SecureAccess.Clients;

/// <summary>Which addresses a client may register (RFC 9700 2.1 and 4.1, RFC 8252 7).</summary>
internal static class RedirectUriRules
{
    public static IReadOnlyList<string> Read(
        RegistrationReader reader,
        string field,
        string applicationType
    )
    {
        var uris = reader.Texts(field) ?? [];
        for (var i = 0; i < uris.Count; i++)
        {
            Check($"{field}[{i}]", uris[i], applicationType);
        }

        return uris;
    }

    /// <summary>An address of a page or endpoint that is not a redirect target.</summary>
    public static string? Page(RegistrationReader reader, string field)
    {
        if (reader.Text(field) is { } uri)
        {
            Check(field, uri, "web");
            return uri;
        }

        return null;
    }

    private static void Check(string place, string text, string applicationType)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !IsAscii(text))
        {
            throw new RegistrationException(place, "must be an absolute URI.");
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            throw new RegistrationException(place, "must not have a fragment.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new RegistrationException(place, "must not have a user name or password.");
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            throw new RegistrationException(
                place,
                "must not have a wildcard: redirects are compared as they stand."
            );
        }

        var allowed = uri.Scheme switch
        {
            "https" => true,
            "http" => uri.IsLoopback,
            // RFC 8252 7.1: a private-use scheme is a reversed domain name, so it has a dot.
            _ => applicationType == "native" && uri.Scheme.Contains('.', StringComparison.Ordinal),
        };
        if (!allowed)
        {
            throw new RegistrationException(
                place,
                "must begin with https (http only on this machine)."
            );
        }
    }

    private static bool IsAscii(string text) => text.All(c => c is > ' ' and < (char)127);
}
