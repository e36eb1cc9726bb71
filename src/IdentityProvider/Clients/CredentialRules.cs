using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Clients;

/// <summary>How a client proves who it is, as its registration says (RFC 7591 2, RFC 8705 2).</summary>
internal sealed record ClientCredentials(
    string Method,
    string? Jwks,
    string? SigningAlg,
    string? SubjectDn,
    string? SanDns
);

/// <summary>What a registration may say about a client's credentials: the method and what belongs to it, and nothing that belongs to another. Pure.</summary>
internal static class CredentialRules
{
    private const string MethodField = "token_endpoint_auth_method";
    private const string AlgField = "token_endpoint_auth_signing_alg";
    private const string SubjectField = "tls_client_auth_subject_dn";
    private const string SanField = "tls_client_auth_san_dns";

    /// <summary>Algorithms that a client may sign its assertions with.</summary>
    public static readonly string[] AssertionAlgorithms = ["PS256", "RS256", "ES256"];

    /// <summary>Whether a client of this method has a secret.</summary>
    public static bool IsSecret(string method) =>
        method
            is Client.AnySecret
                or ClientAuthenticationMethods.ClientSecretBasic
                or ClientAuthenticationMethods.ClientSecretPost;

    public static ClientCredentials Read(RegistrationReader reader, RegistrationContext context)
    {
        var method = Method(reader, context);
        var jwks = JwksRules.Read(reader);
        var alg = Algorithm(reader, method);
        switch (method)
        {
            case ClientAuthenticationMethods.PrivateKeyJwt:
                CheckKeys(jwks, alg);
                break;
            case ClientAuthenticationMethods.SelfSignedTlsClientAuth
                when jwks is null || !JwksRules.Certificates(jwks).Any():
                throw new RegistrationException(
                    "jwks",
                    "must hold the client's certificate (x5c) for self_signed_tls_client_auth."
                );
        }

        var (subject, san) = CertificateNames(reader, method);
        return new ClientCredentials(method, jwks, alg, subject, san);
    }

    private static string Method(RegistrationReader reader, RegistrationContext context)
    {
        if (reader.Text(MethodField) is not { } method)
        {
            // RFC 7591 names client_secret_basic as the default; who states neither may use either (docs/adr/0009).
            return Client.AnySecret;
        }

        if (!RegistrationValues.AuthMethods.Contains(method))
        {
            throw new RegistrationException(
                MethodField,
                $"\"{method}\" is not supported; possible are {string.Join(", ", RegistrationValues.AuthMethods)}."
            );
        }

        return method switch
        {
            ClientAuthenticationMethods.TlsClientAuth when !context.TlsClientAuth =>
                throw new RegistrationException(
                    MethodField,
                    "tls_client_auth needs Hosting:ClientCertificates and Hosting:ClientCertificateAuthorities."
                ),
            ClientAuthenticationMethods.SelfSignedTlsClientAuth when !context.SelfSignedTls =>
                throw new RegistrationException(
                    MethodField,
                    "self_signed_tls_client_auth needs Hosting:ClientCertificates."
                ),
            _ => method,
        };
    }

    private static string? Algorithm(RegistrationReader reader, string method)
    {
        if (reader.Text(AlgField) is not { } alg)
        {
            return null;
        }

        if (method != ClientAuthenticationMethods.PrivateKeyJwt)
        {
            throw new RegistrationException(AlgField, "goes with private_key_jwt only.");
        }

        return AssertionAlgorithms.Contains(alg)
            ? alg
            : throw new RegistrationException(
                AlgField,
                $"\"{alg}\" is not supported; possible are {string.Join(", ", AssertionAlgorithms)}."
            );
    }

    private static void CheckKeys(string? jwks, string? alg)
    {
        if (jwks is null)
        {
            throw new RegistrationException("jwks", "is missing; private_key_jwt needs it.");
        }

        var wanted = alg is null ? AssertionAlgorithms : [alg];
        if (!wanted.Any(one => JwksRules.CanVerify(jwks, one)))
        {
            throw new RegistrationException(
                "jwks",
                $"has no key that can verify {string.Join(", ", wanted)}."
            );
        }
    }

    // RFC 8705 2.1.2: exactly one name, so that it is clear what decides.
    private static (string? Subject, string? San) CertificateNames(
        RegistrationReader reader,
        string method
    )
    {
        var (subject, san) = (reader.Text(SubjectField), reader.Text(SanField));
        if (method != ClientAuthenticationMethods.TlsClientAuth)
        {
            return (subject, san) is (null, null)
                ? (null, null)
                : throw new RegistrationException(
                    subject is null ? SanField : SubjectField,
                    "goes with tls_client_auth only."
                );
        }

        if (subject is null == san is null)
        {
            throw new RegistrationException(
                SubjectField,
                $"or {SanField} is needed for tls_client_auth: one of them."
            );
        }

        if (subject is not null && !IsName(subject))
        {
            throw new RegistrationException(
                SubjectField,
                "must be a distinguished name of at most 500 characters, as RFC 4514 writes it."
            );
        }

        return san is null || (san.Length <= 253 && Uri.CheckHostName(san) == UriHostNameType.Dns)
            ? (subject, san)
            : throw new RegistrationException(SanField, "must be a DNS name.");
    }

    private static bool IsName(string text)
    {
        try
        {
            return text.Length <= 500
                && new X500DistinguishedName(text).EnumerateRelativeDistinguishedNames().ToArray()
                    is { Length: > 0 } parts
                && parts.All(part => !part.HasMultipleElements);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
