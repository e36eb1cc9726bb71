using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SampleRelyingParty.SignIn;

/// <summary>Why a sign-in did not succeed, as the tool was told.</summary>
/// <param name="Error">The OAuth error code, or <c>null</c> when the failure is not the provider's answer.</param>
/// <param name="Description">The provider's <c>error_description</c>, or what went wrong here.</param>
public sealed record SignInFailure(string? Error, string? Description)
{
    private const string ErrorKey = "sign-in-error";
    private const string DescriptionKey = "sign-in-error-description";

    /// <summary>What the person can make of it, in plain words.</summary>
    public string Meaning =>
        Error switch
        {
            "access_denied" =>
                "You did not allow this tool to learn who you are, so it learned nothing.",
            "unmet_authentication_requirements" =>
                "This tool needs a stronger sign-in or a verified identity than your account has now.",
            "login_required" => "You are not signed in to Secure Access.",
            "consent_required" or "interaction_required" =>
                "Secure Access has a question for you first.",
            "invalid_client" or "unauthorized_client" =>
                "Secure Access does not know this tool, or not with this secret. Its registration needs to be mended.",
            "temporarily_unavailable" or "server_error" =>
                "Secure Access has a problem at the moment. Try again in a while.",
            null => "The sign-in could not be finished. Try again.",
            _ => "Secure Access refused the request of this tool.",
        };

    /// <summary>Reads the failure from the handler's exception.</summary>
    public static SignInFailure From(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Data["error"] is string { Length: > 0 } error)
            {
                return new SignInFailure(error, cause.Data["error_description"] as string);
            }
        }

        return new SignInFailure(null, exception?.Message);
    }

    /// <summary>Keeps it for the next page, in the protected temporary-data cookie.</summary>
    public void Remember(HttpContext http)
    {
        var data = TemporaryData(http);
        data[ErrorKey] = Error;
        data[DescriptionKey] = Description;
        data.Save();
    }

    /// <summary>The last failure of this browser; it stays until the next one, so that the page can be reloaded.</summary>
    public static SignInFailure Last(HttpContext http)
    {
        var data = TemporaryData(http);
        return new SignInFailure(
            data.Peek(ErrorKey) as string,
            data.Peek(DescriptionKey) as string
        );
    }

    private static ITempDataDictionary TemporaryData(HttpContext http) =>
        http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
}
