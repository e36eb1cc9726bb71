using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>
/// Checks the certificate of a client that registered one (RFC 8705 2), in the place of OpenIddict's handler, which compares it with the hosts
/// of redirect addresses and looks at certificates that nobody asked for. Other clients may show what they like: it counts for nothing.
/// </summary>
internal sealed class CheckClientCertificate(
    ClientManager clients,
    ClientCertificates certificates,
    TimeProvider clock
) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (
            !PresentedCredential.IsWantedAt(context.EndpointType)
            || context.ClientId is not { Length: > 0 } id
        )
        {
            return;
        }

        var client = (await clients.FindByClientIdAsync(id, context.CancellationToken))!;
        var certificate = context.Transaction.RemoteCertificate;
        var accepted = client.TokenEndpointAuthMethod switch
        {
            ClientAuthenticationMethods.TlsClientAuth => certificate is not null
                && CertificateRules.Names(certificate, client)
                && certificates.IsOn
                && IsTrusted(certificate),
            ClientAuthenticationMethods.SelfSignedTlsClientAuth => certificate is not null
                && certificates.IsOn
                && CertificateRules.IsRegistered(certificate, client, clock.GetUtcNow()),
            _ => true,
        };
        if (!accepted)
        {
            context.Reject(
                Errors.InvalidClient,
                "The client did not show the certificate that it is registered with.",
                ErrorCauses.CertificateWrong
            );
        }
    }

    private bool IsTrusted(X509Certificate2 certificate)
    {
        if (!certificates.HasAuthorities)
        {
            return false;
        }

        using var chain = new X509Chain { ChainPolicy = certificates.PolicyAt(clock.GetUtcNow()) };
        try
        {
            return chain.Build(certificate);
        }
        catch (CryptographicException)
        {
            // It cannot be read.
            return false;
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }
}
