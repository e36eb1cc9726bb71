using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Clients;

namespace SecureAccess.Journeys.ErrorDictionary;

/// <summary>What happened, why and what to do, for one error: where the <c>error_uri</c> of an answer leads.</summary>
public sealed class OneErrorModel : PageModel
{
    /// <summary>The error, as it stands in answers.</summary>
    public string Error { get; private set; } = "";

    /// <summary>What may be behind it.</summary>
    public IReadOnlyList<string> Causes { get; private set; } = [];

    /// <summary>Shows the error, or says that there is none of this name.</summary>
    public IActionResult OnGet(string error)
    {
        if (!ClientErrors.CausesOf.TryGetValue(error, out var causes))
        {
            return NotFound();
        }

        (Error, Causes) = (error, causes);
        return Page();
    }
}
