namespace SecureAccess.Sessions;

/// <summary>Where each step is taken. The addresses are fixed; pages and endpoints only ask for the next one.</summary>
public static class SignInAddresses
{
    /// <summary>The query parameter that carries a request through its journey.</summary>
    public const string RequestParameter = "sign_in_request";

    /// <summary>The path and query of a step, with the request it belongs to.</summary>
    public static string Of(SignInStep step, string? requestId)
    {
        var path = step switch
        {
            SignInStep.Password => "/sign-in",
            SignInStep.SelectAccount => "/sign-in/account",
            SignInStep.Method => "/sign-in/method",
            SignInStep.Code => "/sign-in/code",
            SignInStep.IdentityNeeded => "/sign-in/identity-needed",
            SignInStep.StrongerFactorNeeded => "/sign-in/stronger-factor-needed",
            SignInStep.Consent => "/consent",
            _ => requestId is null ? "/" : "/connect/authorize",
        };
        return requestId is null ? path : $"{path}?{RequestParameter}={requestId}";
    }
}
