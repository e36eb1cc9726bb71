using Microsoft.AspNetCore.Mvc.Filters;

namespace SecureAccess.Journeys.Shared;

/// <summary>No answer of a page, a redirect included, is kept by a browser or a proxy.</summary>
internal sealed class KeptNowhere : IAlwaysRunResultFilter
{
    /// <inheritdoc />
    public void OnResultExecuting(ResultExecutingContext context)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store, no-cache";
        context.HttpContext.Response.Headers.Pragma = "no-cache";
    }

    /// <inheritdoc />
    public void OnResultExecuted(ResultExecutedContext context) { }
}
