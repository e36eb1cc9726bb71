using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SecureAccess.EndToEnd.Tools;

/// <summary>Discovery and one key: all of a provider that a tool needs to check a logout token, and any token signed with it.</summary>
internal sealed class SmallProvider : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SmallProvider(int port)
    {
        Issuer = $"http://localhost:{port}/";
        listener.Prefixes.Add(Issuer);
        listener.Start();
        _ = Answer();
    }

    /// <summary>Its address and name.</summary>
    public string Issuer { get; }

    /// <summary>Signs a token.</summary>
    /// <param name="payload">Its claims.</param>
    /// <param name="type">Its <c>typ</c>.</param>
    /// <param name="other">The key that signs instead of the published one.</param>
    /// <param name="algorithm">Its <c>alg</c>; <c>none</c> leaves it unsigned.</param>
    /// <param name="kid">The key that it names.</param>
    public string Token(
        object payload,
        string type = "logout+jwt",
        ECDsa? other = null,
        string algorithm = "ES256",
        string kid = "k"
    )
    {
        var text = $"{Part(new { typ = type, alg = algorithm, kid })}.{Part(payload)}";
        var signature =
            algorithm == "none"
                ? ""
                : Base64Url.EncodeToString(
                    (other ?? key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256)
                );
        return $"{text}.{signature}";
    }

    public void Dispose()
    {
        listener.Close();
        key.Dispose();
    }

    private static string Part(object value) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private async Task Answer()
    {
        while (listener.IsListening)
        {
            try
            {
                var http = await listener.GetContextAsync();
                var body = JsonSerializer.SerializeToUtf8Bytes(
                    http.Request.Url!.AbsolutePath.EndsWith("jwks", StringComparison.Ordinal)
                        ? Keys()
                        : Discovery()
                );
                http.Response.ContentType = "application/json";
                await http.Response.OutputStream.WriteAsync(body);
                http.Response.Close();
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private object Discovery() =>
        new
        {
            issuer = Issuer,
            jwks_uri = $"{Issuer}jwks",
            authorization_endpoint = $"{Issuer}authorize",
            token_endpoint = $"{Issuer}token",
        };

    private object Keys()
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    kid = "k",
                    alg = "ES256",
                    use = "sig",
                    x = Base64Url.EncodeToString(q.X),
                    y = Base64Url.EncodeToString(q.Y),
                },
            },
        };
    }
}
