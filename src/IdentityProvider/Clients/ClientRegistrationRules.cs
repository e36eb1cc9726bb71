using System.Text.Json;

namespace SecureAccess.Clients;

/// <summary>
/// What a registration may say (R24), in the names of RFC 7591, OpenID Connect Registration 1.0 and four of our own: <c>profile</c>,
/// <c>minimum_acr</c>, <c>first_party</c> and <c>sector</c>. Pure: the file, and later the console and the API, share it.
/// </summary>
public static class ClientRegistrationRules
{
    /// <summary>The scopes that a client may be registered with. <c>tin</c> is not among them: it takes an administrator's permission.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [.. RegistrationValues.BuiltInScopes, "offline_access"];

    /// <summary>The algorithms that a client may sign its assertions with (<c>private_key_jwt</c>).</summary>
    public static IReadOnlyList<string> AssertionAlgorithms => CredentialRules.AssertionAlgorithms;

    /// <summary>Checks one client's JSON object and fills in the defaults.</summary>
    /// <returns>The registration, or the first problem in it.</returns>
    public static RegistrationResult Check(JsonElement client, RegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return new RegistrationResult.Accepted(Read(client, context));
        }
        catch (RegistrationException problem)
        {
            return new RegistrationResult.Refused(new(problem.Field, problem.Message));
        }
    }

    private static ClientRegistration Read(JsonElement client, RegistrationContext context)
    {
        if (client.ValueKind != JsonValueKind.Object)
        {
            throw new RegistrationException("client", "must be an object.");
        }

        if (
            client
                .EnumerateObject()
                .FirstOrDefault(p => !RegistrationValues.Known.Contains(p.Name)) is
            { Value.ValueKind: not JsonValueKind.Undefined } unknown
        )
        {
            throw new RegistrationException(unknown.Name, "is not a name that a registration has.");
        }

        var reader = new RegistrationReader(client);
        var profile = Profile(reader);
        var applicationType = OneOf(reader, "application_type", "web", ["web", "native"]);
        var credentials = CredentialRules.Read(reader, context);
        var grants = AllOf(
            reader.Texts("grant_types") ?? ["authorization_code"],
            "grant_types",
            RegistrationValues.GrantTypes
        );
        var redirects = RedirectUriRules.Read(reader, "redirect_uris", applicationType);
        Consistent(reader, credentials.Method, grants, redirects, context);
        var subjectType = OneOf(reader, "subject_type", "pairwise", ["pairwise", "public"]);
        return new ClientRegistration
        {
            ClientId = ClientId(reader),
            ClientSecret = reader.Text("client_secret"),
            ClientName = reader.Text("client_name") ?? reader.RequiredText("client_id"),
            ClientUri = RedirectUriRules.Page(reader, "client_uri"),
            LogoUri = RedirectUriRules.Page(reader, "logo_uri"),
            ApplicationType = applicationType,
            RedirectUris = redirects,
            PostLogoutRedirectUris = RedirectUriRules.Read(
                reader,
                "post_logout_redirect_uris",
                applicationType
            ),
            GrantTypes = grants,
            TokenEndpointAuthMethod = credentials.Method,
            TokenEndpointAuthSigningAlg = credentials.SigningAlg,
            TlsClientAuthSubjectDn = credentials.SubjectDn,
            TlsClientAuthSanDns = credentials.SanDns,
            Jwks = credentials.Jwks,
            Scopes = ScopesOf(reader, grants),
            SubjectType = subjectType,
            Sector = SectorRules.Read(reader, subjectType, redirects, context),
            DefaultMaxAge = reader.Seconds("default_max_age"),
            DefaultAcrValues = AllOf(
                reader.Texts("default_acr_values") ?? [],
                "default_acr_values",
                context.KnownAcrValues
            ),
            BackchannelLogoutUri = LogoutRules.BackchannelUri(reader),
            IdTokenSignedResponseAlg = OneOf(
                reader,
                "id_token_signed_response_alg",
                "RS256",
                RegistrationValues.Algorithms
            ),
            Profile = profile,
            MinimumAcr = reader.Text("minimum_acr") is { } acr
                ? AllOf([acr], "minimum_acr", context.KnownAcrValues)[0]
                : null,
            FirstParty = reader.Flag("first_party", whenAbsent: false),
        };
    }

    private static string ClientId(RegistrationReader reader)
    {
        var id = reader.RequiredText("client_id");
        return id.Length <= 100 && id.All(c => c is > ' ' and < (char)127)
            ? id
            : throw new RegistrationException(
                "client_id",
                "must be 1 to 100 printable ASCII characters without spaces."
            );
    }

    private static string Profile(RegistrationReader reader) =>
        reader.Text("profile") switch
        {
            null or "standard" => "standard",
            "basic" => "basic",
            "fapi2" => throw new RegistrationException(
                "profile",
                "fapi2 is not supported yet; use standard."
            ),
            var other => throw new RegistrationException(
                "profile",
                $"\"{other}\" is not a profile; use basic or standard."
            ),
        };

    // What would be registered but not honoured is refused: nothing is promised that does not work.
    private static void Consistent(
        RegistrationReader reader,
        string method,
        IReadOnlyList<string> grants,
        IReadOnlyList<string> redirects,
        RegistrationContext context
    )
    {
        AllOf(reader.Texts("response_types") ?? ["code"], "response_types", ["code"]);
        if (grants.Contains("authorization_code") && redirects.Count == 0)
        {
            throw new RegistrationException(
                "redirect_uris",
                "is missing; the authorization_code grant needs at least one."
            );
        }

        if (grants.Contains("refresh_token") && !grants.Contains("authorization_code"))
        {
            throw new RegistrationException(
                "grant_types",
                "has refresh_token without authorization_code."
            );
        }

        if (method == "none" && grants.Contains("client_credentials"))
        {
            throw new RegistrationException(
                "grant_types",
                "has client_credentials, which a client without credentials cannot use."
            );
        }

        if (reader.Flag("require_pushed_authorization_requests", whenAbsent: false))
        {
            throw new RegistrationException(
                "require_pushed_authorization_requests",
                "is not supported yet."
            );
        }

        var secret = CredentialRules.IsSecret(method);
        if (reader.Has("client_secret") && (!secret || !context.SecretsAllowed))
        {
            throw new RegistrationException(
                "client_secret",
                !secret
                    ? $"does not go with token_endpoint_auth_method {method}."
                    : "is taken from a file in Development only; leave it out and one is made."
            );
        }
    }

    private static IReadOnlyList<string> ScopesOf(
        RegistrationReader reader,
        IReadOnlyList<string> grants
    )
    {
        if (!grants.Contains("authorization_code"))
        {
            return AllOf(reader.Words("scope") ?? [], "scope", Scopes);
        }

        var scopes = AllOf(
            reader.Words("scope")
                ??
                [
                    .. RegistrationValues.BuiltInScopes,
                    .. grants.Contains("refresh_token")
                        ? ["offline_access"]
                        : Array.Empty<string>(),
                ],
            "scope",
            Scopes
        );
        return scopes.Contains("offline_access") && !grants.Contains("refresh_token")
            ? throw new RegistrationException(
                "scope",
                "has offline_access, which needs the refresh_token grant."
            )
            : scopes;
    }

    private static string OneOf(
        RegistrationReader reader,
        string field,
        string whenAbsent,
        IReadOnlyCollection<string> allowed
    ) => AllOf([reader.Text(field) ?? whenAbsent], field, allowed)[0];

    private static IReadOnlyList<string> AllOf(
        IReadOnlyList<string> values,
        string field,
        IReadOnlyCollection<string> allowed
    ) =>
        values.FirstOrDefault(value => !allowed.Contains(value)) is { } other
            ? throw new RegistrationException(
                field,
                $"\"{other}\" is not supported; possible are {string.Join(", ", allowed)}."
            )
            : values;
}
