using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>GET /session/alive</c>: a person who is still there says so, and the session's idle time begins again (WCAG 2.2.1, D17).</summary>
internal static class SessionAlive
{
    /// <summary>Its address.</summary>
    public const string Address = "/session/alive";

    /// <summary>The answer's header that says how many seconds the session lives if nothing more comes.</summary>
    public const string EndsInHeader = "Session-Ends-In";

    /// <summary>Maps it: 204 with a session, 401 without one, and no page with either.</summary>
    public static void MapSessionAlive(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Answer).WithMetadata(new SkipStatusCodePagesAttribute());

    /// <summary>The seconds in which a session ends, rounded down: it is never thought alive when it is not.</summary>
    public static string EndsIn(Session session, DateTimeOffset now) =>
        ((long)SessionRules.Left(session, now).TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static async Task<IResult> Answer(
        HttpContext http,
        [FromServices] CurrentSession current,
        [FromServices] TimeProvider clock
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await current.Load(http, http.RequestAborted) is not { } signedIn)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        http.Response.Headers[EndsInHeader] = EndsIn(signedIn.Session, clock.GetUtcNow());
        return Results.NoContent();
    }
}
