using Microsoft.AspNetCore.Mvc;

namespace SecureAccess.Journeys.Shared;

/// <summary>Ends a page with status 400 and the error page, which says what happened and what to do.</summary>
public sealed class ProblemResult(ProblemKind kind)
    : StatusCodeResult(StatusCodes.Status400BadRequest)
{
    /// <inheritdoc />
    public override void ExecuteResult(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HttpContext.Features.Set(new Problem(kind));
        base.ExecuteResult(context);
    }
}

/// <summary>What the error page is to explain; a feature of the request.</summary>
/// <param name="Kind">Why the page could not go on.</param>
public sealed record Problem(ProblemKind Kind);
