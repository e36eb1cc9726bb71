using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary>The id of the sign-in request that a page belongs to: <c>sign_in_request</c> of the form, else of the address.</summary>
public static class CarriedSignInRequest
{
    /// <summary>The name of the query value and of the hidden form field.</summary>
    public const string Name = SignInAddresses.RequestParameter;

    /// <summary>The id as it was sent (not yet looked up, so not yet believed), or null when there is none or more than one.</summary>
    public static string? Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var values =
            http.Request.HasFormContentType && http.Request.Form.TryGetValue(Name, out var sent)
                ? sent
                : http.Request.Query[Name];
        return values.Count == 1 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
    }
}
