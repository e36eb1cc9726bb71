using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.Refusals;

/// <summary>A form that cannot be read as one is answered to a machine like every other error (RFC 6749 5.2), not with a person's page.</summary>
internal static class UnreadableForms
{
    public static async Task Answer(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception exception)
            when (exception is BadHttpRequestException or InvalidDataException
                && !http.Response.HasStarted
            )
        {
            http.Response.StatusCode =
                (exception as BadHttpRequestException)?.StatusCode
                ?? StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(
                new Dictionary<string, string>
                {
                    [Parameters.Error] = Errors.InvalidRequest,
                    [Parameters.ErrorDescription] = "The form cannot be read.",
                },
                http.RequestAborted
            );
        }
    }
}
