using System.Text.Json;
using System.Text.Json.Nodes;
using OpenIddict.Abstractions;

namespace SecureAccess.Clients;

/// <summary>Tells a client's registration as this server understood it, in the names that it is registered with (RFC 7591).</summary>
public sealed class ClientDescriptions(ClientManager clients)
{
    /// <summary>The registration as JSON: defaults are filled in, secrets are not among it.</summary>
    public async Task<JsonObject> Of(Client client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var known = new OpenIddictApplicationDescriptor();
        await clients.PopulateAsync(known, client, cancellationToken);
        var grants = Permitted(known, OpenIddictConstants.Permissions.Prefixes.GrantType);
        var told = new JsonObject
        {
            ["client_id"] = client.ClientId,
            ["client_name"] = known.DisplayName,
            ["client_uri"] = client.ClientUri,
            ["logo_uri"] = client.LogoUri,
            ["application_type"] = known.ApplicationType,
            ["redirect_uris"] = List(known.RedirectUris.Select(uri => uri.OriginalString)),
            ["post_logout_redirect_uris"] = List(
                known.PostLogoutRedirectUris.Select(uri => uri.OriginalString)
            ),
            ["grant_types"] = List(grants),
            ["response_types"] = List(
                Permitted(known, OpenIddictConstants.Permissions.Prefixes.ResponseType)
            ),
            ["token_endpoint_auth_method"] =
                client.TokenEndpointAuthMethod == Client.AnySecret
                    ? OpenIddictConstants.ClientAuthenticationMethods.ClientSecretBasic
                    : client.TokenEndpointAuthMethod,
            ["require_pushed_authorization_requests"] = known.Requirements.Contains(
                OpenIddictConstants.Requirements.Features.PushedAuthorizationRequests
            ),
            ["jwks"] = client.JsonWebKeySet is { } keys ? JsonNode.Parse(keys) : null,
            ["scope"] = string.Join(
                ' ',
                Permitted(known, OpenIddictConstants.Permissions.Prefixes.Scope)
            ),
            ["subject_type"] = client.SubjectType,
            ["default_max_age"] = client.DefaultMaxAge,
            ["default_acr_values"] = List(client.DefaultAcrValues?.Split(' ') ?? []),
            ["id_token_signed_response_alg"] = client.IdTokenSignedResponseAlg,
            ["backchannel_logout_uri"] = client.BackchannelLogoutUri,
            // The session's id is always told: who requires it gets it.
            ["backchannel_logout_session_required"] = client.BackchannelLogoutUri is null
                ? null
                : true,
            ["access_token_format"] = client.ReferenceAccessTokens ? "reference" : "jwt",
            ["profile"] = client.Profile,
            ["minimum_acr"] = client.MinimumAcr,
            ["first_party"] = client.FirstParty,
            ["sector"] = client.Sector,
            ["resource_identifier"] = client.ResourceIdentifier,
            ["resources"] = List(
                Permitted(known, OpenIddictConstants.Permissions.Prefixes.Resource)
            ),
            ["tin_allowed"] = Permitted(known, OpenIddictConstants.Permissions.Prefixes.Scope)
                .Contains(ScopeClaims.TaxpayerNumber)
                ? true
                : null,
        };
        if (client.TlsClientAuthField is { } field)
        {
            told[field] = client.TlsClientAuthName;
        }

        foreach (var absent in told.Where(pair => pair.Value is null).ToList())
        {
            told.Remove(absent.Key);
        }

        return told;
    }

    private static IEnumerable<string> Permitted(
        OpenIddictApplicationDescriptor known,
        string prefix
    ) =>
        known
            .Permissions.Where(permission =>
                permission.StartsWith(prefix, StringComparison.Ordinal)
            )
            .Select(permission => permission[prefix.Length..])
            .Order(StringComparer.Ordinal);

    private static JsonNode? List(IEnumerable<string> values) =>
        JsonSerializer.SerializeToNode(values.ToArray());
}
