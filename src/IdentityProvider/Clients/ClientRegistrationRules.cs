using System.Text.Json;

namespace SecureAccess.Clients;

/// <summary>
/// What a registration may say (R24), in the names of RFC 7591, OpenID Connect Registration 1.0 and of our own: <c>profile</c>,
/// <c>minimum_acr</c>, <c>first_party</c>, <c>sector</c>, <c>access_token_format</c>, <c>resource_identifier</c>, <c>resources</c> and
/// <c>tin_allowed</c>. Pure: the file, and later the console and the API, share it.
/// </summary>
public static class ClientRegistrationRules
{
    /// <summary>Every scope that there is. <c>tin</c> takes an administrator's permission, <c>tin_allowed</c>.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [.. RegistrationValues.BuiltInScopes, "offline_access", ScopeClaims.TaxpayerNumber];

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
        var applicationType = reader.OneOf("application_type", "web", ["web", "native"]);
        var credentials = CredentialRules.Read(reader, context);
        var grants = GrantRules.Read(reader);
        var redirects = RedirectUriRules.Read(reader, "redirect_uris", applicationType);
        RegistrationReader.AllOf(
            reader.Texts("response_types") ?? ["code"],
            "response_types",
            ["code"]
        );
        GrantRules.Check(reader, credentials.Method, grants, redirects);
        var subjectType = reader.OneOf("subject_type", "pairwise", ["pairwise", "public"]);
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
            TlsClientAuthField = credentials.CertificateName?.Field,
            TlsClientAuthName = credentials.CertificateName?.Value,
            Jwks = credentials.Jwks,
            RequirePushedAuthorizationRequests = reader.Flag(
                GrantRules.RequirePushed,
                whenAbsent: false
            ),
            Scopes = GrantRules.Scopes(reader, grants),
            SubjectType = subjectType,
            Sector = SectorRules.Read(reader, subjectType, redirects, context),
            DefaultMaxAge = reader.Seconds("default_max_age"),
            DefaultAcrValues = RegistrationReader.AllOf(
                reader.Texts("default_acr_values") ?? [],
                "default_acr_values",
                context.KnownAcrValues
            ),
            BackchannelLogoutUri = LogoutRules.BackchannelUri(reader),
            IdTokenSignedResponseAlg = reader.OneOf(
                "id_token_signed_response_alg",
                "RS256",
                RegistrationValues.Algorithms
            ),
            Profile = profile,
            MinimumAcr = reader.Text("minimum_acr") is { } acr
                ? RegistrationReader.AllOf([acr], "minimum_acr", context.KnownAcrValues)[0]
                : null,
            ResourceIdentifier = ResourceRules.Identifier(reader, context),
            Resources = ResourceRules.Listed(reader),
            ReferenceAccessTokens =
                reader.OneOf("access_token_format", "jwt", ["jwt", "reference"]) == "reference",
            FirstParty = reader.Flag("first_party", whenAbsent: false),
        };
    }

    private static string ClientId(RegistrationReader reader)
    {
        var id = reader.RequiredText("client_id");
        return ClientIdRules.IsWellFormed(id)
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
}
