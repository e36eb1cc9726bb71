namespace SecureAccess.Hosting.Logging;

/// <summary>
/// One line per request, in place of ASP.NET Core's own, which prints the query string: method, path, status, milliseconds and the
/// id that an error page shows. The path of a request that nothing answered is whatever somebody typed, and is left out.
/// </summary>
internal sealed partial class RequestLog(
    RequestDelegate next,
    TimeProvider clock,
    ILogger<RequestLog> logger
)
{
    private static readonly string[] Methods =
    [
        "GET",
        "POST",
        "HEAD",
        "OPTIONS",
        "PUT",
        "DELETE",
        "PATCH",
    ];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            await next(http);
            return;
        }

        var begun = clock.GetTimestamp();
        // Taken now: an error page runs the pipeline again under its own path.
        var path = http.Request.Path;
        try
        {
            await next(http);
        }
        finally
        {
            Answered(
                logger,
                Methods.Contains(http.Request.Method) ? http.Request.Method : "(other)",
                http.Response.StatusCode == StatusCodes.Status404NotFound
                    ? "(not found)"
                    : path.ToUriComponent(),
                http.Response.StatusCode,
                (long)clock.GetElapsedTime(begun).TotalMilliseconds,
                http.TraceIdentifier
            );
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "{Method} {Path} {Status} in {Milliseconds} ms, {RequestId}"
    )]
    private static partial void Answered(
        ILogger logger,
        string method,
        string path,
        int status,
        long milliseconds,
        string requestId
    );
}
