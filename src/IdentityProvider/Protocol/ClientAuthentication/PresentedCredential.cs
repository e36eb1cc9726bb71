using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>How this request's client tries to prove who it is.</summary>
internal static class PresentedCredential
{
    private const string Key = "secureaccess:basic";

    /// <summary>Notes that id and secret came in the <c>Authorization</c> header.</summary>
    public static void IsBasic(OpenIddictServerTransaction transaction) =>
        transaction.SetProperty(Key, transaction);

    /// <summary>The method of the request, in the words of RFC 7591; a certificate is nothing that is presented on purpose and is not among them.</summary>
    public static string Of(OpenIddictServerEvents.ProcessAuthenticationContext context) =>
        context.ClientAssertionPrincipal is not null ? ClientAuthenticationMethods.PrivateKeyJwt
        : context.Transaction.GetProperty<OpenIddictServerTransaction>(Key) is not null
            ? ClientAuthenticationMethods.ClientSecretBasic
        : !string.IsNullOrEmpty(context.ClientSecret) ? ClientAuthenticationMethods.ClientSecretPost
        : ClientAuthenticationMethods.None;

    /// <summary>Whether clients authenticate themselves at this endpoint.</summary>
    public static bool IsWantedAt(OpenIddictServerEndpointType endpoint) =>
        endpoint
            is OpenIddictServerEndpointType.Token
                or OpenIddictServerEndpointType.PushedAuthorization
                or OpenIddictServerEndpointType.Introspection
                or OpenIddictServerEndpointType.Revocation
                or OpenIddictServerEndpointType.DeviceAuthorization;
}
