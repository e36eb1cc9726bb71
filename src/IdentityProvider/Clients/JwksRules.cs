using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SecureAccess.Clients;

/// <summary>
/// Which keys a client may register (RFC 7517, RFC 7518): public RSA keys of 2048 bits or more, and keys on the curves P-256, P-384 and
/// P-521. Pure.
/// </summary>
internal static class JwksRules
{
    private const string Field = "jwks";
    private const int LeastRsaBits = 2048;
    private const int MostKeys = 20;
    private const int MostCharacters = 64 * 1024;

    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private static readonly Dictionary<string, (ECCurve Curve, int Bytes)> Curves = new(
        StringComparer.Ordinal
    )
    {
        ["P-256"] = (ECCurve.NamedCurves.nistP256, 32),
        ["P-384"] = (ECCurve.NamedCurves.nistP384, 48),
        ["P-521"] = (ECCurve.NamedCurves.nistP521, 66),
    };

    /// <summary>The set as JSON, checked; null where the registration has none.</summary>
    public static string? Read(RegistrationReader reader)
    {
        if (reader.Json(Field) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        if (
            json.Length > MostCharacters
            || !document.RootElement.TryGetProperty("keys", out var keys)
            || keys.ValueKind != JsonValueKind.Array
            || keys.GetArrayLength() is 0 or > MostKeys
        )
        {
            throw new RegistrationException(
                Field,
                $"must be a JSON Web Key Set of 1 to {MostKeys} keys."
            );
        }

        var place = 0;
        foreach (var key in keys.EnumerateArray())
        {
            CheckKey(key, $"{Field}.keys[{place++}]");
        }

        return json;
    }

    /// <summary>Whether the set has a key that can verify this algorithm.</summary>
    public static bool CanVerify(string jwks, string algorithm) =>
        VerifyingKeys(jwks, algorithm).Count > 0;

    /// <summary>
    /// The keys of a set that may verify this algorithm: of its kind, for signatures, and for no other algorithm where a key names one (RFC 7517
    /// 4.2, 4.4).
    /// </summary>
    public static IReadOnlyList<SecurityKey> VerifyingKeys(string jwks, string algorithm) =>
        [
            .. JsonWebKeySet
                .Create(jwks)
                .Keys.Where(key =>
                    key.Use is null or "" or "sig"
                    && (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm)
                    && (
                        algorithm == "ES256" ? key is { Kty: "EC", Crv: "P-256" } : key.Kty == "RSA"
                    )
                ),
        ];

    /// <summary>The certificates of a set: the first of each key's <c>x5c</c>.</summary>
    public static IEnumerable<byte[]> Certificates(string jwks) =>
        JsonWebKeySet
            .Create(jwks)
            .Keys.Where(key => key.X5c.Count > 0)
            .Select(key => Convert.FromBase64String(key.X5c[0]));

    private static void CheckKey(JsonElement key, string place)
    {
        if (key.ValueKind != JsonValueKind.Object)
        {
            throw new RegistrationException(place, "must be an object.");
        }

        if (PrivateMembers.Any(member => key.TryGetProperty(member, out _)))
        {
            throw new RegistrationException(
                place,
                "holds a private or secret key; only public keys are registered."
            );
        }

        try
        {
            switch (Text(key, "kty"))
            {
                case "RSA":
                    CheckRsa(key, place);
                    break;
                case "EC":
                    CheckEc(key, place);
                    break;
                default:
                    throw new RegistrationException(place, "must be an RSA or EC key.");
            }

            CheckCertificates(key, place);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new RegistrationException(place, "is malformed.");
        }
    }

    private static void CheckRsa(JsonElement key, string place)
    {
        using var rsa = RSA.Create(
            new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }
        );
        if (rsa.KeySize < LeastRsaBits)
        {
            throw new RegistrationException(place, $"must have {LeastRsaBits} bits or more.");
        }
    }

    private static void CheckEc(JsonElement key, string place)
    {
        if (!Curves.TryGetValue(Text(key, "crv") ?? "", out var curve))
        {
            throw new RegistrationException(place, "must be on the curve P-256, P-384 or P-521.");
        }

        var point = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") };
        if (point.X.Length != curve.Bytes || point.Y.Length != curve.Bytes)
        {
            throw new FormatException();
        }

        // Refuses a point that does not lie on the curve.
        using var ec = ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = point });
    }

    private static void CheckCertificates(JsonElement key, string place)
    {
        if (!key.TryGetProperty("x5c", out var chain))
        {
            return;
        }

        if (chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() == 0)
        {
            throw new RegistrationException(place, "has an x5c that is no list of certificates.");
        }

        var first = true;
        foreach (var item in chain.EnumerateArray())
        {
            using var certificate = X509CertificateLoader.LoadCertificate(
                Convert.FromBase64String(
                    item.ValueKind == JsonValueKind.String
                        ? item.GetString()!
                        : throw new FormatException()
                )
            );
            // RFC 7517 4.7: the first certificate is that of the key.
            if (first && !IsOfKey(certificate, key))
            {
                throw new RegistrationException(place, "has an x5c that is not of its key.");
            }

            first = false;
        }
    }

    private static bool IsOfKey(X509Certificate2 certificate, JsonElement key)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        if (rsa is not null)
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            return Text(key, "kty") == "RSA"
                && Number(Bytes(key, "n")).SequenceEqual(Number(parameters.Modulus!))
                && Number(Bytes(key, "e")).SequenceEqual(Number(parameters.Exponent!));
        }

        if (ec is null || Text(key, "kty") != "EC")
        {
            return false;
        }

        var curve = ec.ExportParameters(includePrivateParameters: false);
        return Curves[Text(key, "crv")!].Curve.Oid.Value == curve.Curve.Oid.Value
            && Bytes(key, "x").SequenceEqual(curve.Q.X!)
            && Bytes(key, "y").SequenceEqual(curve.Q.Y!);
    }

    // One number has several encodings, with zeros in front.
    private static IEnumerable<byte> Number(byte[] bytes) => bytes.SkipWhile(b => b == 0);

    private static string? Text(JsonElement key, string member) =>
        key.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static byte[] Bytes(JsonElement key, string member) =>
        Base64UrlEncoder.DecodeBytes(Text(key, member) ?? throw new FormatException());
}
