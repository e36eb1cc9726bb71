using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SecureAccess.Keys;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Logout;

/// <summary>What an <c>id_token_hint</c> said that held, as far as a sign-out needs it.</summary>
/// <param name="Sid">The session that the token was issued in.</param>
/// <param name="Subject">The person, as the client knows them.</param>
/// <param name="ClientId">The client that it was issued to; null when it names several.</param>
public sealed record LogoutHint(string? Sid, string? Subject, string? ClientId)
{
    /// <summary>It names a person: nothing of it is printed.</summary>
    public override string ToString() => "[logout hint]";
}

/// <summary>
/// Keeps what the hint of a posted sign-out said from the POST, which carries no cookie of the session, to the GET that follows: encrypted, in a
/// cookie of its own that lives a minute, so that neither the token nor anything of it stands in an address.
/// </summary>
public sealed class PostedLogouts(Encryption encryption, TimeProvider clock)
{
    /// <summary>The parameter of the GET that names it.</summary>
    public const string Parameter = "posted";

    /// <summary>How long the browser has to come back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private const string Cookie = "secureaccess-logout-";
    private const int IdLength = 22;

    /// <summary>Keeps it.</summary>
    /// <returns>The value of <see cref="Parameter"/>.</returns>
    public string Keep(HttpContext http, LogoutHint hint)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var kept = new Kept(hint, clock.GetUtcNow() + Lifetime);
        BrowserCookies.Write(
            http,
            Cookie + id,
            Base64Url.EncodeToString(
                encryption.Protect(
                    KeyPurpose.PostedLogouts,
                    JsonSerializer.SerializeToUtf8Bytes(kept),
                    id
                )
            ),
            Lifetime
        );
        return id;
    }

    /// <summary>Takes it back, once; null when this browser keeps nothing by this name, or kept it too long.</summary>
    public LogoutHint? Take(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var id = http.Request.Query[Parameter].ToString();
        if (
            id.Length != IdLength
            || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            || BrowserCookies.Read(http, Cookie + id) is not { } value
        )
        {
            return null;
        }

        BrowserCookies.Erase(http, Cookie + id);
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(
                encryption.Unprotect(KeyPurpose.PostedLogouts, Base64Url.DecodeFromChars(value), id)
            );
            return kept?.Until > clock.GetUtcNow() ? kept.Hint : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private sealed record Kept(LogoutHint Hint, DateTimeOffset Until);
}
