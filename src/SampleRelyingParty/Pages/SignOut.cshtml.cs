using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>Signs out of the tool and, by RP-initiated logout with the ID token as hint, of the provider.</summary>
public sealed class SignOutModel : PageModel
{
    /// <summary>The tool of the address.</summary>
    public Tool Tool { get; private set; } = Tool.TinMatching;

    /// <summary>Asks before it signs out; 404 for an id that is no tool.</summary>
    public IActionResult OnGet(string id)
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        Tool = tool;
        return Page();
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPost(string id)
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        try
        {
            // The provider first: its handler takes the ID token from the tool's cookie.
            await HttpContext.SignOutAsync(
                tool.SignInScheme,
                new AuthenticationProperties { RedirectUri = $"{tool.Home}/goodbye" }
            );
            await HttpContext.SignOutAsync(tool.CookieScheme);
            return new EmptyResult();
        }
        catch (InvalidOperationException) when (!Response.HasStarted)
        {
            await HttpContext.SignOutAsync(tool.CookieScheme);
            return Redirect($"{tool.Home}/goodbye?provider=unreachable");
        }
    }
}
