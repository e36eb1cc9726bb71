using SecureAccess.Accounts;

namespace SecureAccess.Sessions.Recovering;

/// <summary>Where each step of a recovery is taken. Pages only ask for the next one.</summary>
public static class RecoveryAddresses
{
    /// <summary>The ways to recover.</summary>
    public const string Ways = "/recover";

    /// <summary>A forgotten username.</summary>
    public const string Username = "/recover/username";

    /// <summary>A forgotten password.</summary>
    public const string Password = "/recover/password";

    /// <summary>A lost phone or app.</summary>
    public const string Phone = "/recover/phone";

    /// <summary>A phone or app has taken the place of the lost one.</summary>
    public const string Replaced = "/recover/replaced";

    /// <summary>"This was not me".</summary>
    public const string NotMe = "/" + AccountNotices.NotMePath;

    /// <summary>What "This was not me" has done.</summary>
    public const string Secured = "/recover/secured";

    /// <summary>The new password is set.</summary>
    public const string Done = "/recover/done";

    /// <summary>The path of a step.</summary>
    public static string Of(RecoveryStep step) =>
        step switch
        {
            RecoveryStep.Code => "/recover/code",
            RecoveryStep.Secure => "/recover/secure",
            RecoveryStep.Method => "/recover/method",
            RecoveryStep.SecurityCode => "/recover/security-code",
            RecoveryStep.NewPassword => "/recover/new-password",
            RecoveryStep.LostPhone => Phone,
            RecoveryStep.Replace => Registering.RegistrationAddresses.NextStep,
            _ => Ways,
        };

    /// <summary>Where a recovery of this kind begins.</summary>
    public static string StartOf(RecoveryFor what) =>
        what switch
        {
            RecoveryFor.Secure => NotMe,
            RecoveryFor.Phone => Phone,
            _ => Password,
        };
}
