using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.BackChannelLogout;

/// <summary>
/// <c>POST /ID/back-channel-logout</c>: the provider tells that a session is over, and the tool's own session of that <c>sid</c> ends, in
/// whatever browser it is (OpenID Connect Back-Channel Logout 1.0).
/// </summary>
public static class BackChannelLogoutEndpoint
{
    private const int LongestBody = 16 * 1024;

    /// <summary>Registers what the endpoint and the cookies need.</summary>
    public static IServiceCollection AddBackChannelLogout(this IServiceCollection services) =>
        services.AddSingleton<EndedSessions>().AddSingleton<LogoutTokenValidator>();

    /// <summary>Maps the endpoint of every tool.</summary>
    public static void MapBackChannelLogout(this IEndpointRouteBuilder routes)
    {
        foreach (var tool in Tool.All)
        {
            routes
                .MapPost(
                    $"{tool.Home}/back-channel-logout",
                    (HttpContext http, LogoutTokenValidator validator, EndedSessions ended) =>
                        Handle(http, tool, validator, ended)
                )
                .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestBody));
        }
    }

    /// <summary>Ends the tool's session in a browser whose cookie names a session that is over.</summary>
    public static async Task CheckCookie(CookieValidatePrincipalContext context, Tool tool)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ended = context.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
        if (ended.IsEnded(tool, context.Principal?.FindFirst("sid")?.Value))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(tool.CookieScheme);
        }
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Tool tool,
        LogoutTokenValidator validator,
        EndedSessions ended
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (
            !http.Request.HasFormContentType
            || (await http.Request.ReadFormAsync(http.RequestAborted))["logout_token"]
                is not [{ Length: > 0 } token]
        )
        {
            return Refused("The logout_token is missing.");
        }

        switch (await validator.Check(tool, token, http.RequestAborted))
        {
            case LogoutTokenResult.Valid valid:
                // The provider repeats what it got no answer to: the same token again has nothing more to do.
                if (ended.IsNew(tool, valid.Jti))
                {
                    ended.End(tool, valid.Sid);
                }

                return Results.Ok();
            case LogoutTokenResult.Invalid invalid:
                return Refused(invalid.Why);
            default:
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Refused(string why) =>
        Results.Json(
            new { error = "invalid_request", error_description = why },
            statusCode: StatusCodes.Status400BadRequest
        );
}
