using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>Discovery names the endpoints by the issuer: a forged <c>Host</c> header changes no address.</summary>
internal sealed class NameAddressesByIssuer
    : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.BaseUri = context.Options.Issuer;
        return default;
    }
}

/// <summary>Discovery tells what works here, no more: OpenIddict's list, with what it does not know of added.</summary>
internal sealed class CompleteDiscovery(
    ClientCertificates certificates,
    RegisteredResources resources
) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    private static readonly string[] Told =
    [
        "sub",
        "iss",
        "aud",
        "exp",
        "iat",
        "nonce",
        "auth_time",
        "acr",
        "amr",
        "sid",
        "at_hash",
        .. ScopeClaims.All,
        TokenPrincipals.Roles,
    ];

    public async ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.SubjectTypes.Clear();
        context.SubjectTypes.UnionWith([SubjectTypes.Pairwise, SubjectTypes.Public]);
        context.Claims.Clear();
        context.Claims.UnionWith(Told);
        context.PromptValues.Clear();
        context.PromptValues.UnionWith(["none", "login", "consent", "select_account", "create"]);
        context.TokenEndpointAuthenticationMethods.Clear();
        context.TokenEndpointAuthenticationMethods.UnionWith([
            ClientAuthenticationMethods.ClientSecretBasic,
            ClientAuthenticationMethods.ClientSecretPost,
            ClientAuthenticationMethods.PrivateKeyJwt,
            .. certificates.Methods,
            ClientAuthenticationMethods.None,
        ]);
        context.IntrospectionEndpointAuthenticationMethods.Clear();
        context.IntrospectionEndpointAuthenticationMethods.UnionWith([
            ClientAuthenticationMethods.ClientSecretBasic,
            ClientAuthenticationMethods.ClientSecretPost,
            ClientAuthenticationMethods.PrivateKeyJwt,
            .. certificates.Methods,
        ]);
        context.RevocationEndpointAuthenticationMethods.Clear();
        context.RevocationEndpointAuthenticationMethods.UnionWith(
            context.TokenEndpointAuthenticationMethods
        );
        context.PushedAuthorizationEndpointAuthenticationMethods.Clear();
        context.PushedAuthorizationEndpointAuthenticationMethods.UnionWith(
            context.TokenEndpointAuthenticationMethods
        );
        context.Metadata["acr_values_supported"] = new OpenIddictParameter(
        // No factor that resists phishing can be bound yet.
        [
            .. Acr.All.Where(value => !Acr.WantsPhishingResistance(value)),
        ]);
        // OpenID Connect Back-Channel Logout 1.0, 2.1; the session's id is always told.
        context.Metadata["backchannel_logout_supported"] = true;
        context.Metadata["backchannel_logout_session_supported"] = true;
        foreach (var endpoint in (string[])["token", "introspection", "revocation"])
        {
            context.Metadata[$"{endpoint}_endpoint_auth_signing_alg_values_supported"] =
                new OpenIddictParameter([.. ClientRegistrationRules.AssertionAlgorithms]);
        }

        if (certificates.Address is { } address)
        {
            NameAliases(context, address);
        }

        context.Metadata["claims_parameter_supported"] = true;
        context.Metadata["claim_types_supported"] = new OpenIddictParameter(["normal"]);
        context.Metadata["ui_locales_supported"] = new OpenIddictParameter(["en"]);
        if (await resources.Identifiers(context.CancellationToken) is { Count: > 0 } identifiers)
        {
            // RFC 9728 4: the APIs that tokens can be asked for.
            context.Metadata["protected_resources"] = new OpenIddictParameter([.. identifiers]);
        }
    }

    // RFC 8705 5: the same endpoints where TLS asks for a certificate, which no person's browser should be asked for.
    private static void NameAliases(HandleConfigurationRequestContext context, Uri address)
    {
        context.MtlsTokenEndpointAlias = At(context.TokenEndpoint);
        context.MtlsPushedAuthorizationEndpointAlias = At(context.PushedAuthorizationEndpoint);
        context.MtlsIntrospectionEndpointAlias = At(context.IntrospectionEndpoint);
        context.MtlsRevocationEndpointAlias = At(context.RevocationEndpoint);
        context.MtlsDeviceAuthorizationEndpointAlias = At(context.DeviceAuthorizationEndpoint);

        Uri? At(Uri? endpoint) =>
            endpoint is null
                ? null
                : new Uri(address, context.Options.Issuer!.MakeRelativeUri(endpoint));
    }
}
