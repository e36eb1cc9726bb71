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
internal sealed class CompleteDiscovery
    : IOpenIddictServerHandler<HandleConfigurationRequestContext>
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
        Claims.Name,
        Claims.GivenName,
        Claims.FamilyName,
        Claims.PreferredUsername,
        Claims.Birthdate,
        Claims.Email,
        Claims.EmailVerified,
        Claims.PhoneNumber,
        Claims.PhoneNumberVerified,
        Claims.Address,
        TokenPrincipals.Roles,
    ];

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
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
            ClientAuthenticationMethods.None,
        ]);
        context.IntrospectionEndpointAuthenticationMethods.Clear();
        context.IntrospectionEndpointAuthenticationMethods.UnionWith([
            ClientAuthenticationMethods.ClientSecretBasic,
            ClientAuthenticationMethods.ClientSecretPost,
            ClientAuthenticationMethods.PrivateKeyJwt,
        ]);
        context.RevocationEndpointAuthenticationMethods.Clear();
        context.RevocationEndpointAuthenticationMethods.UnionWith(
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

        context.Metadata["claim_types_supported"] = new OpenIddictParameter(["normal"]);
        context.Metadata["ui_locales_supported"] = new OpenIddictParameter(["en"]);
        return default;
    }
}
