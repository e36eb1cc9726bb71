using System.Diagnostics;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Journeys.Errors;

/// <summary>
/// The one page for every error. The pipeline runs it in place of the answer that failed, with that request's own method, so it has no
/// handlers and asks for no antiforgery token. It reads no database: it also explains that the database failed.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel(IStringLocalizer<ErrorTexts> texts) : PageModel
{
    /// <summary>The words of the page.</summary>
    public ErrorDescription Description { get; private set; } = null!;

    /// <summary>The trace id under which the logs have this request; the person quotes it when asking for help.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>The standard's error code that a tool's developer can look up (RFC 6749 section 4.1.2.1), or null.</summary>
    public string? ToolError { get; private set; }

    /// <summary>What is wrong with the tool's request, for its developer, or null.</summary>
    public string? ToolErrorDescription { get; private set; }

    /// <summary>The path of the page that explains the error to the tool's developer, or null.</summary>
    public string? ToolErrorPage { get; private set; }

    /// <inheritdoc />
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        var replaced =
            failed || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!replaced)
        {
            // Someone typed the address: there is no such page.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        var response = failed ? null : HttpContext.GetOpenIddictServerResponse();
        ToolError = response?.Error;
        ToolErrorDescription = response?.ErrorDescription;
        ToolErrorPage = Uri.TryCreate(response?.ErrorUri, UriKind.Absolute, out var page)
            ? page.PathAndQuery + page.Fragment
            : null;
        Description = ErrorDescription.For(
            texts,
            Response.StatusCode,
            HttpContext.Features.Get<Problem>()?.Kind ?? ReturnedInVain(),
            ToolError is not null
        );
        CorrelationId = Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier;
    }

    // A sign-in that ended meanwhile returns to the protocol's endpoint, which knows the request no more: the person did nothing that
    // the tool would have to mend.
    private ProblemKind? ReturnedInVain() =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>()
            is { OriginalQueryString: { } query }
        && QueryHelpers.ParseQuery(query).ContainsKey(CarriedSignInRequest.Name)
            ? ProblemKind.SignInRequestGone
            : null;
}
