using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>The registration that this browser began and that has no password yet, by a cookie of its own.</summary>
public sealed class RegistrationBrowser(SecureAccessDbContext database, TimeProvider clock)
{
    private const string CookieName = "secureaccess-registration";

    /// <summary>The registration, or null: there is none, it has a password, or its 24 hours are over (D22).</summary>
    public async Task<Registration?> Find(HttpContext http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (BrowserCookies.Read(http, CookieName) is not { Length: 43 } secret)
        {
            return null;
        }

        var hash = BrowserSecret.Hash(secret);
        var since = clock.GetUtcNow() - RegistrationRules.KeptWithoutPassword;
        return await database
            .Set<Registration>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                registration =>
                    registration.BrowserHash == hash
                    && registration.AccountAt == null
                    && registration.LastStepAt > since,
                cancellationToken
            );
    }

    internal static void WriteCookie(HttpContext http, string secret) =>
        BrowserCookies.Write(http, CookieName, secret, RegistrationRules.KeptWithoutPassword);

    /// <summary>This browser no longer knows of the registration that it began.</summary>
    public static void Forget(HttpContext http) => BrowserCookies.Erase(http, CookieName);
}
