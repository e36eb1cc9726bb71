using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Clients;

/// <summary>How a client proves who it is, as its registration says (RFC 7591 2, RFC 8705 2).</summary>
internal sealed record ClientCredentials(
    string Method,
    string? Jwks,
    string? SigningAlg,
    CertificateName? CertificateName
);

/// <summary>What a registration may say about a client's credentials: the method and what belongs to it, and nothing that belongs to another. Pure.</summary>
internal static class CredentialRules
{
    private const string MethodField = "token_endpoint_auth_method";
    private const string AlgField = "token_endpoint_auth_signing_alg";

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

        CheckSecret(reader, method, context);
        return new ClientCredentials(
            method,
            jwks,
            alg,
            CertificateNameRules.Read(
                reader,
                wanted: method == ClientAuthenticationMethods.TlsClientAuth
            )
        );
    }

    private static void CheckSecret(
        RegistrationReader reader,
        string method,
        RegistrationContext context
    )
    {
        var secret = IsSecret(method);
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
                    $"tls_client_auth needs {ClientCertificates.Setting} and {ClientCertificates.AuthoritiesSetting}."
                ),
            ClientAuthenticationMethods.SelfSignedTlsClientAuth when !context.SelfSignedTls =>
                throw new RegistrationException(
                    MethodField,
                    $"self_signed_tls_client_auth needs {ClientCertificates.Setting}."
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
}
