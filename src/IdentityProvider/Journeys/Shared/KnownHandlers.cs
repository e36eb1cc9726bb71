using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// Refuses a method that a page has no handler for, such as a form sent to a page without one. The page would be rendered all the same,
/// with nothing of what its handlers read. Pages that are shown without a handler need none.
/// </summary>
internal sealed class KnownHandlers : IPageFilter
{
    /// <inheritdoc />
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    /// <inheritdoc />
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (
            context.HandlerMethod is null
            && context.ActionDescriptor.HandlerMethods.Any(handler =>
                HttpMethods.IsGet(handler.HttpMethod)
            )
        )
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    /// <inheritdoc />
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
