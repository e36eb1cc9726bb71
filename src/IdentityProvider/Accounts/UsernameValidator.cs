using Microsoft.AspNetCore.Identity;

namespace SecureAccess.Accounts;

/// <summary>
/// Takes the place of Identity's own check of user names: absent is allowed (D14), and the form is that of D21. That a name is taken is
/// decided by the unique index.
/// </summary>
public sealed class UsernameValidator : IUserValidator<Account>
{
    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(
            user.UserName is null || UsernameRules.HasForm(user.UserName)
                ? IdentityResult.Success
                : IdentityResult.Failed(
                    new IdentityError
                    {
                        Code = "InvalidUserName",
                        Description =
                            "A username has 6 to 32 letters, digits, dots, underscores or hyphens and begins with a letter.",
                    }
                )
        );
    }
}
