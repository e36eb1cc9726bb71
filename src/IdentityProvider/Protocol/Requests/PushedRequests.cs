using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Requests;

/// <summary>
/// Requests that a client pushed before it sent the browser (RFC 9126). OpenIddict keeps each as a row: the reference hashed, what was
/// asked encrypted. Here it is used: once, by the client that pushed it, within a minute.
/// </summary>
public sealed class PushedRequests(SecureAccessDbContext database, TimeProvider clock)
{
    /// <summary>How long a <c>request_uri</c> may be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Uses a request up. Of any number at once one succeeds; another client's attempt spends nothing.</summary>
    /// <param name="tokenId">The id of its row.</param>
    /// <param name="client">Who sent the browser.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> Redeem(Guid tokenId, Client client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var now = clock.GetUtcNow().UtcDateTime;
        var redeemed = await database
            .Set<IssuedToken>()
            .Where(row =>
                row.Id == tokenId
                && row.Application!.Id == client.Id
                && row.Status == OpenIddictConstants.Statuses.Valid
                && row.ExpirationDate > now
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(r => r.Status, OpenIddictConstants.Statuses.Redeemed)
                        .SetProperty(r => r.RedemptionDate, now),
                cancellationToken
            );
        return redeemed == 1;
    }
}

/// <summary>Whether this authorize request was pushed.</summary>
internal static class PushedRequest
{
    private const string Key = "secureaccess:pushed";

    public static bool Is(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<string>(Key) is not null;

    public static void Set(OpenIddictServerTransaction transaction) =>
        transaction.SetProperty(Key, Key);
}
