using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>The start page of a tool: a way to sign in, or what the tool learned.</summary>
public sealed class ToolHomeModel : PageModel
{
    /// <summary>The tool of the address.</summary>
    public Tool Tool { get; private set; } = Tool.TinMatching;

    /// <summary>Who is signed in to it; null when nobody is.</summary>
    public ToolSession? Session { get; private set; }

    /// <summary>Shows the page; 404 for an id that is no tool.</summary>
    public async Task<IActionResult> OnGet(string id)
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        Tool = tool;
        Session = await ToolSession.Read(HttpContext, tool);
        return Page();
    }
}
