using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Hosting;

/// <summary>Leads every failed request to the one error page: exceptions, refusals without a body, and protocol errors that may not redirect.</summary>
public static class ErrorPages
{
    private const string Page = "/error";

    // What WebApplicationBuilder looks for before it puts authentication in front of everything by itself.
    private const string AuthenticationIsPlaced = "__AuthenticationMiddlewareSet";

    /// <summary>Adds the two middlewares that run the error page in place of a failed answer; they stand before all that can fail.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        // The protocol's endpoints answer in the authentication middleware. In front of everything their answers would have no security
        // headers and their errors no page: it stands where the pipeline says.
        app.Properties[AuthenticationIsPlaced] = true;
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = Page,
                // What failed may have left the request's services in a half-made state.
                CreateScopeForErrors = true,
                StatusCodeSelector = StatusOf,
            }
        );
        return app.UseStatusCodePagesWithReExecute(Page);
    }

    /// <summary>The status of an exception: what the client sent wrongly is 4xx, a database that cannot be read or written (a full disk) is 503.</summary>
    internal static int StatusOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status400BadRequest,
            DbException or DbUpdateException or TimeoutException =>
                StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
