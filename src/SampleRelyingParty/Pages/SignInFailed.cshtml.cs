using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>Why a sign-in did not succeed.</summary>
public sealed class SignInFailedModel : PageModel
{
    /// <summary>The tool of the address.</summary>
    public Tool Tool { get; private set; } = Tool.TinMatching;

    /// <summary>The last failure in this browser.</summary>
    public SignInFailure Failure { get; private set; } = new(null, null);

    /// <summary>Shows the page; 404 for an id that is no tool.</summary>
    public IActionResult OnGet(string id)
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        Tool = tool;
        Failure = SignInFailure.Last(HttpContext);
        return Page();
    }
}
