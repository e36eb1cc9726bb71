namespace SecureAccess.Clients;

/// <summary>Which grants a client is registered for, and what goes with them: scopes, redirect addresses, pushed requests. Pure.</summary>
internal static class GrantRules
{
    /// <summary>RFC 9126 6: requests of this client have to be pushed.</summary>
    public const string RequirePushed = "require_pushed_authorization_requests";

    // RFC 8693 2.1.
    private const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static readonly string[] ForAnyone =
    [
        .. ClientRegistrationRules.Scopes.Where(scope => scope != ScopeClaims.TaxpayerNumber),
    ];

    /// <summary>The grants; absent, the code's alone (RFC 7591 2).</summary>
    public static IReadOnlyList<string> Read(RegistrationReader reader) =>
        RegistrationReader.AllOf(
            reader.Texts("grant_types") ?? ["authorization_code"],
            "grant_types",
            RegistrationValues.GrantTypes
        );

    /// <summary>Refuses what would be registered but not honoured: nothing is promised that does not work.</summary>
    public static void Check(
        RegistrationReader reader,
        string method,
        IReadOnlyList<string> grants,
        IReadOnlyList<string> redirects
    )
    {
        if (grants.Contains("authorization_code") && redirects.Count == 0)
        {
            throw new RegistrationException(
                "redirect_uris",
                "is missing; the authorization_code grant needs at least one."
            );
        }

        if (grants.Contains("refresh_token") && !ForPeople(grants))
        {
            throw new RegistrationException(
                "grant_types",
                "has refresh_token without authorization_code or the device's grant."
            );
        }

        if (method == "none" && grants.Contains("client_credentials"))
        {
            throw new RegistrationException(
                "grant_types",
                "has client_credentials, which a client without credentials cannot use."
            );
        }

        if (method == "none" && grants.Contains(TokenExchange))
        {
            throw new RegistrationException(
                "grant_types",
                "has token exchange, which a client without credentials cannot use."
            );
        }

        if (reader.Flag(RequirePushed, whenAbsent: false) && !grants.Contains("authorization_code"))
        {
            throw new RegistrationException(
                RequirePushed,
                "goes with the authorization_code grant only."
            );
        }
    }

    // Whether a person takes part in one of them.
    private static bool ForPeople(IReadOnlyList<string> grants) =>
        grants.Contains("authorization_code") || grants.Contains(RegistrationValues.DeviceCode);

    /// <summary>The scopes of a client with these grants; those that are absent are what the grants can use.</summary>
    public static IReadOnlyList<string> Scopes(
        RegistrationReader reader,
        IReadOnlyList<string> grants
    )
    {
        // Allowed is not yet asked for: the number stands in the scope too, or nobody gets it.
        var allowed = reader.Flag("tin_allowed", whenAbsent: false)
            ? ClientRegistrationRules.Scopes
            : ForAnyone;
        if (!ForPeople(grants))
        {
            return RegistrationReader.AllOf(reader.Words("scope") ?? [], "scope", ForAnyone);
        }

        var scopes = RegistrationReader.AllOf(
            reader.Words("scope")
                ??
                [
                    .. RegistrationValues.BuiltInScopes,
                    .. grants.Contains("refresh_token")
                        ? ["offline_access"]
                        : Array.Empty<string>(),
                ],
            "scope",
            allowed
        );
        return scopes.Contains("offline_access") && !grants.Contains("refresh_token")
            ? throw new RegistrationException(
                "scope",
                "has offline_access, which needs the refresh_token grant."
            )
            : scopes;
    }
}
