using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions;

/// <summary>Where each step is taken. The addresses are fixed; pages and endpoints only ask for the next one.</summary>
public static class SignInAddresses
{
    /// <summary>The query parameter that carries a request through its journey.</summary>
    public const string RequestParameter = "sign_in_request";

    /// <summary>The path and query of a step, with the request and the errand that it belongs to.</summary>
    public static string Of(SignInStep step, string? requestId, Errand? errand = null)
    {
        var path = step switch
        {
            SignInStep.Password => "/sign-in",
            SignInStep.Register => RegistrationAddresses.Preparation,
            SignInStep.Registration => RegistrationAddresses.NextStep,
            SignInStep.SelectAccount => "/sign-in/account",
            SignInStep.Method => "/sign-in/method",
            SignInStep.Code => "/sign-in/code",
            SignInStep.ChangePassword => "/sign-in/change-password",
            SignInStep.JoinAccounts => "/sign-in/merge",
            SignInStep.IdentityNeeded => "/sign-in/identity-needed",
            SignInStep.StrongerFactorNeeded => "/sign-in/stronger-factor-needed",
            SignInStep.Consent => "/consent",
            _ when errand is not null => errand.Address,
            _ => requestId is null ? "/" : "/connect/authorize",
        };
        // Done, the errand goes no further.
        return With(path, requestId, step == SignInStep.Done ? null : errand);
    }

    /// <summary>Where it is said what a join did.</summary>
    public static string Merged(string? requestId, Errand? errand) =>
        With("/sign-in/merged", requestId, errand);

    private static string With(string path, string? requestId, Errand? errand)
    {
        string[] carried =
        [
            .. requestId is null ? [] : new[] { $"{RequestParameter}={requestId}" },
            .. errand is null ? [] : new[] { $"{Errand.Parameter}={errand.Name}" },
        ];
        return carried.Length == 0 ? path : $"{path}?{string.Join('&', carried)}";
    }
}
