using System.Globalization;

namespace SampleRelyingParty.StepUp;

/// <summary>What an endpoint wants of the sign-in behind an access token. Put it on the endpoint as metadata.</summary>
/// <param name="MaxAge">The second factor is at most this old (whole seconds).</param>
/// <param name="AcrValues">One of these authentication contexts was reached; empty: any.</param>
public sealed record RequiresSignIn(TimeSpan MaxAge, params string[] AcrValues);

/// <summary>
/// RFC 9470: answers 401 with <c>error="insufficient_user_authentication"</c> when the token's <c>auth_time</c> is too old or its
/// <c>acr</c> is not one of those wanted. Copy this file into your own API; it needs the token's claims in <c>HttpContext.User</c>
/// under their own names (<c>MapInboundClaims = false</c>) and stands after <c>UseAuthorization</c>.
/// </summary>
public sealed class StepUpMiddleware(RequestDelegate next, TimeProvider clock)
{
    /// <summary>Lets the request through or answers with the challenge.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var required = http.GetEndpoint()?.Metadata.GetMetadata<RequiresSignIn>();
        if (required is null || (IsRecent(http, required) && IsStrong(http, required)))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = Challenge(required);
        return Task.CompletedTask;
    }

    private bool IsRecent(HttpContext http, RequiresSignIn required) =>
        long.TryParse(
            http.User.FindFirst("auth_time")?.Value,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && clock.GetUtcNow().ToUnixTimeSeconds() - seconds <= (long)required.MaxAge.TotalSeconds;

    private static bool IsStrong(HttpContext http, RequiresSignIn required) =>
        required.AcrValues.Length == 0
        || required.AcrValues.Contains(http.User.FindFirst("acr")?.Value);

    private static string Challenge(RequiresSignIn required)
    {
        var challenge = string.Create(
            CultureInfo.InvariantCulture,
            $"Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent or stronger sign-in is needed\", max_age={(long)required.MaxAge.TotalSeconds}"
        );
        return required.AcrValues.Length == 0
            ? challenge
            : $"{challenge}, acr_values=\"{string.Join(' ', required.AcrValues)}\"";
    }
}

/// <summary>Puts the middleware into the pipeline.</summary>
public static class StepUpSetup
{
    /// <summary>Adds <see cref="StepUpMiddleware"/>; call it after <c>UseAuthorization</c>.</summary>
    public static IApplicationBuilder UseStepUp(this IApplicationBuilder app) =>
        app.UseMiddleware<StepUpMiddleware>();
}
