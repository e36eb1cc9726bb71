using Microsoft.AspNetCore.WebUtilities;

namespace SecureAccess.Sessions.Registering;

/// <summary>Where each step of a registration is taken. Pages only ask for the next one.</summary>
public static class RegistrationAddresses
{
    /// <summary>Where it begins: what the process is, and what to have at hand (R10, R11).</summary>
    public const string Preparation = "/register";

    /// <summary>Where what could not be confirmed is said (D5).</summary>
    public const string NotConfirmed = "/verify/not-confirmed";

    /// <summary>The mail way (R15).</summary>
    public const string Letter = "/verify/letter";

    /// <summary>Where it is said that a letter is on its way (R18).</summary>
    public const string LetterSent = "/verify/letter-code?letter=sent";

    /// <summary>The letter that is on its way, for who named a phone that cannot finish now (D11).</summary>
    public const string LetterInstead = "/verify/letter-code?phone=refused";

    /// <summary>Where it is said that a registration cannot go on in this browser.</summary>
    public const string Ended = "/register/ended";

    /// <summary>Leads to whatever step is next.</summary>
    public const string NextStep = "/register/email";

    /// <summary>The path and query of a step, with the request of a tool that it belongs to.</summary>
    public static string Of(RegistrationStep step, string? requestId) =>
        step == RegistrationStep.FreshFactor
            ? SignInAddresses.Of(SignInStep.Method, requestId, Errand.BindPhone)
            : WithRequest(PathOf(step), requestId);

    /// <summary>A path with the request of a tool that it belongs to.</summary>
    public static string WithRequest(string path, string? requestId) =>
        requestId is null
            ? path
            : QueryHelpers.AddQueryString(path, SignInAddresses.RequestParameter, requestId);

    private static string PathOf(RegistrationStep step) =>
        step switch
        {
            RegistrationStep.Email => "/register/email",
            RegistrationStep.ConfirmationCode => "/register/code",
            RegistrationStep.Account => "/register/account",
            RegistrationStep.SecondFactor => "/sign-in/method",
            RegistrationStep.ChangePassword => SignInAddresses.Of(SignInStep.ChangePassword, null),
            RegistrationStep.Identity => "/verify/identity",
            RegistrationStep.FinancialAccount => "/verify/financial-account",
            RegistrationStep.Review => "/verify/review",
            RegistrationStep.Phone => "/verify/phone",
            RegistrationStep.ActivationCode => "/verify/code",
            RegistrationStep.Letter => Letter,
            RegistrationStep.LetterCode => "/verify/letter-code",
            RegistrationStep.NewPassword => Recovering.RecoveryAddresses.Of(
                Recovering.RecoveryStep.NewPassword
            ),
            RegistrationStep.Method => "/verify/method",
            RegistrationStep.App => "/verify/app",
            RegistrationStep.AccountExists => "/verify/account-exists",
            RegistrationStep.JoinAccounts => "/sign-in/merge",
            RegistrationStep.Username => "/register/username",
            _ => "/register/done",
        };
}
