using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>Where the person arrives after signing out.</summary>
public sealed class GoodbyeModel : PageModel
{
    /// <summary>The tool of the address.</summary>
    public Tool Tool { get; private set; } = Tool.TinMatching;

    /// <summary>The tool's own session has ended, but the provider could not be told.</summary>
    public bool ProviderUnreachable { get; private set; }

    /// <summary>Shows the page; 404 for an id that is no tool.</summary>
    public IActionResult OnGet(string id, string? provider)
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        Tool = tool;
        ProviderUnreachable = provider == "unreachable";
        return Page();
    }
}
