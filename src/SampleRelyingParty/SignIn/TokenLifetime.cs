using Microsoft.IdentityModel.Tokens;

namespace SampleRelyingParty.SignIn;

/// <summary>The lifetime of a token by the injected clock; the library's own check reads the system's.</summary>
public static class TokenLifetime
{
    /// <summary>A validator that accepts a token from its <c>nbf</c> (if any) until its <c>exp</c> (required).</summary>
    public static LifetimeValidator By(TimeProvider clock, TimeSpan skew) =>
        (notBefore, expires, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            // Reckoned from now: where no key fits, the library gives the least of all instants for one that is missing.
            return expires is { } end
                && now - skew < end
                && (notBefore is not { } start || now + skew >= start);
        };
}
