using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>The recovery that this browser began and has not proved yet, by a cookie of its own.</summary>
public sealed class RecoveryBrowser(SecureAccessDbContext database, TimeProvider clock)
{
    private const string CookieName = "secureaccess-recovery-begun";

    /// <summary>The recovery, or null: there is none, its code was accepted, or a day is over.</summary>
    public async Task<Recovery?> Find(HttpContext http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (BrowserCookies.Read(http, CookieName) is not { Length: 43 } secret)
        {
            return null;
        }

        var hash = BrowserSecret.Hash(secret);
        var since = clock.GetUtcNow() - RecoveryRules.Kept;
        return await database
            .Set<Recovery>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                recovery =>
                    recovery.BrowserHash == hash
                    && recovery.ConfirmedAt == null
                    && recovery.StartedAt > since,
                cancellationToken
            );
    }

    internal static void WriteCookie(HttpContext http, string secret) =>
        BrowserCookies.Write(http, CookieName, secret, RecoveryRules.Kept);

    internal static void Forget(HttpContext http) => BrowserCookies.Erase(http, CookieName);
}
