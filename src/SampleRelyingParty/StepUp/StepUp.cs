using System.Globalization;
using System.Security.Claims;

namespace SampleRelyingParty.StepUp;

// The side of an API in RFC 9470. Copy this file: it needs nothing else of this sample, only the access token's claims in
// HttpContext.User under their own names (MapInboundClaims = false). Then
//     app.UseAuthentication(); app.UseAuthorization(); app.UseStepUp();
//     app.MapGet("/api", …).RequireAuthorization().WithMetadata(new RequiresSignIn(TimeSpan.FromMinutes(5)));

/// <summary>
/// What an endpoint wants of the sign-in behind an access token. Put it on the endpoint as metadata; that of an endpoint replaces that
/// of its group.
/// </summary>
public sealed record RequiresSignIn
{
    /// <summary>Says what is wanted.</summary>
    /// <param name="maxAge">The second factor is at most this old, in whole seconds from 0; null: of any age.</param>
    /// <param name="acrValues">One of these authentication contexts, or a stronger one, was reached, the preferred first; none: any.</param>
    /// <exception cref="ArgumentException">The age is negative, or a value is empty or cannot stand in a header.</exception>
    public RequiresSignIn(TimeSpan? maxAge, params string[] acrValues)
    {
        ArgumentNullException.ThrowIfNull(acrValues);
        if (maxAge < TimeSpan.Zero)
        {
            throw new ArgumentException("An age is not negative.", nameof(maxAge));
        }

        if (acrValues.Any(value => value.Length == 0 || !value.All(IsAcrCharacter)))
        {
            throw new ArgumentException(
                "An acr value is without blanks and quotes.",
                nameof(acrValues)
            );
        }

        MaxAgeSeconds = (long?)maxAge?.TotalSeconds;
        AcrValues = acrValues;
    }

    /// <summary>The greatest age of the second factor in seconds, or null.</summary>
    public long? MaxAgeSeconds { get; }

    /// <summary>The values any of which suffices, the preferred first; empty: any.</summary>
    public IReadOnlyList<string> AcrValues { get; }

    private static bool IsAcrCharacter(char character) =>
        character is > ' ' and < (char)127 and not ('"' or '\\');
}

/// <summary>
/// RFC 9470: answers 401 with <c>error="insufficient_user_authentication"</c> and what is wanted when the token's <c>auth_time</c> is
/// too old or its <c>acr</c> too weak. A token that does not say, or says it twice or in no readable way, does not meet a wish.
/// </summary>
/// <param name="next">What comes after it.</param>
/// <param name="clock">The time.</param>
/// <param name="realm">The name of the protected space in the challenge (RFC 9110 11.5); null for none.</param>
public sealed class StepUpMiddleware(RequestDelegate next, TimeProvider clock, string? realm = null)
{
    /// <summary>How far the provider's clock may be ahead of this one.</summary>
    private const long ClockDifferenceSeconds = 60;

    /// <summary>Lets the request through or answers with the challenge.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var required = http.GetEndpoint()?.Metadata.GetMetadata<RequiresSignIn>();
        if (required is null || (IsRecent(http.User, required) && IsStrong(http.User, required)))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.CacheControl = "no-store";
        // RFC 6750 3.1: who brought no token is not told of an error.
        string[] parameters = http.User.Identities.Any(identity => identity.IsAuthenticated)
            ? [.. Realm(), .. Wishes(required)]
            : [.. Realm()];
        http.Response.Headers.WWWAuthenticate = $"Bearer {string.Join(", ", parameters)}".TrimEnd();
        return Task.CompletedTask;
    }

    private bool IsRecent(ClaimsPrincipal user, RequiresSignIn required)
    {
        if (required.MaxAgeSeconds is not { } greatest)
        {
            return true;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return long.TryParse(
                Only(user, "auth_time"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var authTime
            )
            && authTime <= now + ClockDifferenceSeconds
            && now - authTime <= greatest;
    }

    private static bool IsStrong(ClaimsPrincipal user, RequiresSignIn required) =>
        required.AcrValues.Count == 0
        || (
            Only(user, "acr") is { } reached
            && required.AcrValues.Any(wanted => AcrOrder.Meets(reached, wanted))
        );

    private static string? Only(ClaimsPrincipal user, string claim) =>
        user.FindAll(claim).Take(2).ToArray() is [var one] ? one.Value : null;

    private IEnumerable<string> Realm() =>
        realm is null
            ? []
            :
            [
                $"realm=\"{realm.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            ];

    // All that the endpoint wants, whatever was missing: the sign-in that follows is to meet it in one go.
    private static IEnumerable<string> Wishes(RequiresSignIn required)
    {
        yield return "error=\"insufficient_user_authentication\"";
        yield return "error_description=\"A more recent or stronger sign-in is needed.\"";
        if (required.AcrValues.Count > 0)
        {
            yield return $"acr_values=\"{string.Join(' ', required.AcrValues)}\"";
        }

        if (required.MaxAgeSeconds is { } seconds)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"max_age=\"{seconds}\"");
        }
    }
}

/// <summary>
/// How strong the provider's <c>acr</c> values are. Two things count, each for itself: whether the identity is verified, and whether
/// the second factor resists phishing. A value of nobody's knowledge is met by itself alone.
/// </summary>
public static class AcrOrder
{
    private const string Account = "urn:secureaccess:acr:account";
    private const string Identity = "urn:secureaccess:acr:identity";
    private const string PhishingResistant = ":phishing-resistant";

    /// <summary>Whether a reached value is the wanted one or a stronger one.</summary>
    public static bool Meets(string reached, string wanted) =>
        reached == wanted
        || wanted switch
        {
            Account => reached
                is Identity
                    or Account + PhishingResistant
                    or Identity + PhishingResistant,
            Identity or Account + PhishingResistant => reached == Identity + PhishingResistant,
            _ => false,
        };
}

/// <summary>Puts the middleware into the pipeline.</summary>
public static class StepUpSetup
{
    /// <summary>Adds <see cref="StepUpMiddleware"/>; call it after <c>UseAuthorization</c>.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="realm">The name of the protected space in the challenge; null for none.</param>
    public static IApplicationBuilder UseStepUp(
        this IApplicationBuilder app,
        string? realm = null
    ) =>
        realm is null
            ? app.UseMiddleware<StepUpMiddleware>()
            : app.UseMiddleware<StepUpMiddleware>(realm);
}
