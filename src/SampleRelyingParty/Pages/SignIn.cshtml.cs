using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>
/// Starts a sign-in. <c>prompt</c>, <c>max_age</c> (seconds), <c>acr_values</c> and <c>login_hint</c> of the query go into the
/// authorization request, so that a developer can try them.
/// </summary>
public sealed class SignInModel : PageModel
{
    /// <summary>Redirects to the provider; 404 for an id that is no tool.</summary>
    public async Task<IActionResult> OnGet(
        string id,
        string? prompt,
        [FromQuery(Name = "max_age")] uint? maxAge,
        [FromQuery(Name = "acr_values")] string? acrValues,
        [FromQuery(Name = "login_hint")] string? loginHint
    )
    {
        if (Tool.Find(id) is not { } tool)
        {
            return NotFound();
        }

        var properties = new OpenIdConnectChallengeProperties();
        if (!string.IsNullOrEmpty(prompt))
        {
            properties.Prompt = prompt;
        }

        if (maxAge is { } seconds)
        {
            properties.MaxAge = TimeSpan.FromSeconds(seconds);
        }

        properties.SetParameter(ToolSignInEvents.AcrValues, acrValues);
        properties.SetParameter(ToolSignInEvents.LoginHint, loginHint);
        return await ToolChallenge.SignIn(HttpContext, tool, properties);
    }
}
