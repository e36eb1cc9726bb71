using Microsoft.EntityFrameworkCore;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>Where a try comes from (D4): a known browser by its own id, anyone else by the address prefix.</summary>
/// <param name="Name">The browser's hash or the prefix.</param>
/// <param name="Known">Whether this browser completed a sign-in to the account before.</param>
/// <param name="AddressPrefix">The address prefix in any case, for the budgets of sends.</param>
public sealed record TrySource(string Name, bool Known, string AddressPrefix);

/// <summary>Remembers browsers that completed a sign-in. It saves nobody a factor (R19); it only keeps strangers' failures from slowing the owner.</summary>
public sealed class KnownBrowsers(SecureAccessDbContext database, TimeProvider clock)
{
    private const string CookieName = "secureaccess-browser";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Where this request comes from, seen from the account; one statement whether or not there is an account.</summary>
    public async Task<TrySource> SourceOf(
        HttpContext http,
        Guid? accountId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        var prefix = SourceAddress.PrefixOf(http.Connection.RemoteIpAddress);
        if (BrowserCookies.Read(http, CookieName) is not { Length: 43 } secret)
        {
            return new TrySource(prefix, false, prefix);
        }

        var hash = BrowserSecret.Hash(secret);
        var account = accountId ?? Guid.Empty;
        var known = await database
            .Set<KnownBrowser>()
            .AnyAsync(
                browser => browser.AccountId == account && browser.BrowserHash == hash,
                cancellationToken
            );
        return known
            ? new TrySource(Convert.ToHexString(hash), true, prefix)
            : new TrySource(prefix, false, prefix);
    }

    /// <summary>Remembers this browser for the account, in the caller's transaction.</summary>
    /// <returns>The cookie's value, to be written after the commit.</returns>
    internal async Task<string> Remember(
        HttpContext http,
        Guid accountId,
        CancellationToken cancellationToken
    )
    {
        var secret = BrowserCookies.Read(http, CookieName) is { Length: 43 } held
            ? held
            : BrowserSecret.New();
        var hash = BrowserSecret.Hash(secret);
        var now = clock.GetUtcNow();
        var updated = await database
            .Set<KnownBrowser>()
            .Where(browser => browser.AccountId == accountId && browser.BrowserHash == hash)
            .ExecuteUpdateAsync(
                set => set.SetProperty(browser => browser.LastSignInAt, now),
                cancellationToken
            );
        if (updated == 0)
        {
            // Another tab may remember it at the same moment; once is enough.
            await database.TryInsert(
                new KnownBrowser
                {
                    AccountId = accountId,
                    BrowserHash = hash,
                    LastSignInAt = now,
                },
                cancellationToken
            );
        }

        return secret;
    }

    internal static void WriteCookie(HttpContext http, string secret) =>
        BrowserCookies.Write(http, CookieName, secret, Kept);
}
