using System.Text.Json;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Clients;

/// <summary>Copies a registration into the client's row, in OpenIddict's vocabulary of permissions.</summary>
internal static class ClientFields
{
    public static Client Empty() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Profile = "",
            SubjectType = "",
            IdTokenSignedResponseAlg = "",
            TokenEndpointAuthMethod = "",
        };

    /// <summary>Everything that a registration decides, to see whether anything differs.</summary>
    public static string Snapshot(Client c) =>
        JsonSerializer.Serialize(
            new object?[]
            {
                c.ClientType,
                c.ApplicationType,
                c.ConsentType,
                c.DisplayName,
                c.JsonWebKeySet,
                c.Permissions,
                c.Requirements,
                c.RedirectUris,
                c.PostLogoutRedirectUris,
                c.Profile,
                c.MinimumAcr,
                c.FirstParty,
                c.SubjectType,
                c.Sector,
                c.IdTokenSignedResponseAlg,
                c.TokenEndpointAuthMethod,
                c.TokenEndpointAuthSigningAlg,
                c.TlsClientAuthField,
                c.TlsClientAuthName,
                c.ReferenceAccessTokens,
                c.DefaultMaxAge,
                c.DefaultAcrValues,
                c.ClientUri,
                c.LogoUri,
                c.BackchannelLogoutUri,
                c.ResourceIdentifier,
            }
        );

    public static async Task Fill(
        ClientManager manager,
        Client client,
        ClientRegistration registration,
        CancellationToken cancellationToken
    )
    {
        var secret = client.ClientSecret;
        await manager.PopulateAsync(client, Descriptor(registration), cancellationToken);
        client.ClientSecret = secret;
        client.Profile = registration.Profile;
        client.MinimumAcr = registration.MinimumAcr;
        client.FirstParty = registration.FirstParty;
        client.SubjectType = registration.SubjectType;
        client.Sector = registration.Sector;
        client.IdTokenSignedResponseAlg = registration.IdTokenSignedResponseAlg;
        client.TokenEndpointAuthMethod = registration.TokenEndpointAuthMethod;
        client.TokenEndpointAuthSigningAlg = registration.TokenEndpointAuthSigningAlg;
        client.TlsClientAuthField = registration.TlsClientAuthField;
        client.TlsClientAuthName = registration.TlsClientAuthName;
        client.ReferenceAccessTokens = registration.ReferenceAccessTokens;
        client.DefaultMaxAge = registration.DefaultMaxAge;
        client.DefaultAcrValues = registration.DefaultAcrValues is { Count: > 0 } values
            ? string.Join(' ', values)
            : null;
        client.ClientUri = registration.ClientUri;
        client.LogoUri = registration.LogoUri;
        client.BackchannelLogoutUri = registration.BackchannelLogoutUri;
        client.ResourceIdentifier = registration.ResourceIdentifier;
    }

    private static OpenIddictApplicationDescriptor Descriptor(ClientRegistration registration)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ApplicationType = registration.ApplicationType,
            ClientId = registration.ClientId,
            ClientType = registration.IsPublic ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = registration.FirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit,
            DisplayName = registration.ClientName,
            JsonWebKeySet = registration.Jwks is { } jwks
                ? Microsoft.IdentityModel.Tokens.JsonWebKeySet.Create(jwks)
                : null,
        };
        descriptor.RedirectUris.UnionWith(registration.RedirectUris.Select(uri => new Uri(uri)));
        descriptor.PostLogoutRedirectUris.UnionWith(
            registration.PostLogoutRedirectUris.Select(uri => new Uri(uri))
        );
        descriptor.Permissions.UnionWith(Permitted(registration));
        // Always for public clients; for confidential ones unless their profile says otherwise (RFC 9700 2.1.1).
        if (registration.IsPublic || registration.Profile != "basic")
        {
            descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        }

        if (registration.RequirePushedAuthorizationRequests)
        {
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        }

        return descriptor;
    }

    private static IEnumerable<string> Permitted(ClientRegistration registration)
    {
        yield return Permissions.Endpoints.Token;
        yield return Permissions.Endpoints.Revocation;
        if (!registration.IsPublic)
        {
            yield return Permissions.Endpoints.Introspection;
        }

        foreach (var grant in registration.GrantTypes)
        {
            yield return Permissions.Prefixes.GrantType + grant;
        }

        if (registration.GrantTypes.Contains(GrantTypes.AuthorizationCode))
        {
            yield return Permissions.Endpoints.Authorization;
            yield return Permissions.Endpoints.PushedAuthorization;
            yield return Permissions.Endpoints.EndSession;
            yield return Permissions.ResponseTypes.Code;
        }

        if (registration.GrantTypes.Contains(GrantTypes.DeviceCode))
        {
            yield return Permissions.Endpoints.DeviceAuthorization;
        }

        foreach (var scope in registration.Scopes)
        {
            yield return Permissions.Prefixes.Scope + scope;
        }

        foreach (var resource in registration.Resources)
        {
            yield return Permissions.Prefixes.Resource + resource;
        }
    }
}
