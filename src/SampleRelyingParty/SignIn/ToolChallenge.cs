using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.SignIn;

/// <summary>Sends a person to the provider, or to a page that says why that is not possible.</summary>
public static class ToolChallenge
{
    /// <summary>Challenges the tool's handler; the person comes back to the tool's start page.</summary>
    public static async Task<IActionResult> SignIn(
        HttpContext http,
        Tool tool,
        OpenIdConnectChallengeProperties properties
    )
    {
        properties.RedirectUri = tool.Home;
        try
        {
            await http.ChallengeAsync(tool.SignInScheme, properties);
            return new EmptyResult();
        }
        catch (Exception exception)
            when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            // No discovery document (the provider is down) or a refused pushed authorization request (RFC 9126).
            var failure = SignInFailure.From(exception);
            (
                failure.Error is null
                    ? failure with
                    {
                        Description = "Secure Access could not be reached.",
                    }
                    : failure
            ).Remember(http);
            return new RedirectResult($"{tool.Home}/sign-in-failed");
        }
    }
}
