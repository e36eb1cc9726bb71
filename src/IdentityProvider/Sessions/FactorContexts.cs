using SecureAccess.Authenticators;

namespace SecureAccess.Sessions;

/// <summary>Says whose factor is tried and from where, for the counts of D4 and D7.</summary>
public sealed class FactorContexts(KnownBrowsers knownBrowsers)
{
    /// <summary>The context of this request in this session.</summary>
    public async Task<FactorContext> Of(
        HttpContext http,
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var source = await knownBrowsers.SourceOf(
            http,
            signedIn.Session.AccountId,
            cancellationToken
        );
        return new FactorContext(
            signedIn.Session.AccountId,
            signedIn.Session.Id,
            source.Name,
            source.Known,
            source.AddressPrefix
        );
    }
}
