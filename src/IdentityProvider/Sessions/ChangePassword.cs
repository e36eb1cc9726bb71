using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>What came of choosing a new password in a session that must change its own.</summary>
public abstract record ChangePasswordResult
{
    private ChangePasswordResult() { }

    /// <summary>It is changed, or another request of this session just did it.</summary>
    public sealed record Changed : ChangePasswordResult;

    /// <summary>D8: a rule stands against it.</summary>
    /// <param name="Problem">Which.</param>
    public sealed record Refused(PasswordProblem Problem) : ChangePasswordResult;

    /// <summary>It is the one that the account has now.</summary>
    public sealed record SameAsNow : ChangePasswordResult;

    /// <summary>Too many passwords are being hashed at this moment; nothing was changed.</summary>
    public sealed record Busy : ChangePasswordResult;
}

/// <summary>
/// R7, D9: the change of a password that does not meet today's protocols, or that others know. This session goes on under a new key,
/// every other one ends, and every address is told.
/// </summary>
public sealed class ChangePassword(
    StateChange stateChange,
    CurrentSession current,
    SignInSessions sessions,
    AccountLookup accounts,
    NewPasswords newPasswords,
    PasswordNotices notices
)
{
    /// <summary>Whether the password is on a list of those that others know; false: the protocols are new.</summary>
    public async Task<bool> IsCompromised(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return await accounts.ById(signedIn.Session.AccountId, cancellationToken)
            is { PasswordCompromisedAt: not null };
    }

    /// <summary>Takes the new password.</summary>
    public async Task<ChangePasswordResult> To(
        HttpContext http,
        SignedIn signedIn,
        SecretText password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var session = signedIn.Session;
        var account = (await accounts.ById(session.AccountId, cancellationToken))!;
        switch (await newPasswords.Prepare(account, password, cancellationToken))
        {
            case NewPassword.Good good:
                var changed = await stateChange.InOneTransaction(
                    async token =>
                    {
                        if (!await newPasswords.Write(good, token))
                        {
                            return ((Session Session, string Key)?)null;
                        }

                        await notices.Changed(account.Id, token);
                        return await sessions.PasswordChanged(session, token);
                    },
                    cancellationToken
                );
                if (changed is var (renewed, key))
                {
                    SignInSessions.WriteCookie(http, key);
                    current.Replace(signedIn with { Session = renewed });
                }
                else
                {
                    // The one that was first has ended or renewed this session.
                    current.Forget();
                }

                return new ChangePasswordResult.Changed();
            case NewPassword.Refused refused:
                return new ChangePasswordResult.Refused(refused.Problem);
            case NewPassword.SameAsNow:
                return new ChangePasswordResult.SameAsNow();
            default:
                return new ChangePasswordResult.Busy();
        }
    }
}
