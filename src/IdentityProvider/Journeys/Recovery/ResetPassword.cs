using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>What came of the new password of a recovery.</summary>
public abstract record ResetResult
{
    private ResetResult() { }

    /// <summary>It is set, and the recovery is over.</summary>
    public sealed record Done : ResetResult;

    /// <summary>D8: a rule stands against it.</summary>
    /// <param name="Problem">Which.</param>
    public sealed record Refused(PasswordProblem Problem) : ResetResult;

    /// <summary>It is the one that the account has now.</summary>
    public sealed record SameAsNow : ResetResult;

    /// <summary>Too many passwords are being hashed at this moment; nothing was changed.</summary>
    public sealed record Busy : ResetResult;

    /// <summary>Another recovery or change was first; this one is over.</summary>
    public sealed record Gone : ResetResult;
}

/// <summary>The end of a recovery, in one change (D15, D17): the new password, the end of every session, and of all that the tools hold.</summary>
public sealed class ResetPassword(
    StateChange stateChange,
    AccountLookup accounts,
    NewPasswords newPasswords,
    RecoverPassword recover,
    Grants grants,
    AuditLog audit
)
{
    /// <summary>Takes the new password.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="recovering">A recovery session at the step of choosing one.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ResetResult> To(
        HttpContext http,
        Recovering recovering,
        SecretText password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(recovering);
        var id = recovering.AccountId;
        var account = (await accounts.ById(id, cancellationToken))!;
        switch (await newPasswords.Prepare(account, password, cancellationToken))
        {
            case NewPassword.Good good:
                var done = await stateChange.InOneTransaction(
                    async token =>
                    {
                        if (!await recover.Run(http, recovering, good, token))
                        {
                            return false;
                        }

                        await grants.RevokeAllOf(id, "recovery", token);
                        audit.Append(RecoveryEvents.PasswordReset, id);
                        return true;
                    },
                    cancellationToken
                );
                if (recovering.Recovery.For != RecoveryFor.Phone)
                {
                    RecoverySessions.Forget(http);
                }

                return done ? new ResetResult.Done() : new ResetResult.Gone();
            case NewPassword.Refused refused:
                return new ResetResult.Refused(refused.Problem);
            case NewPassword.SameAsNow:
                return new ResetResult.SameAsNow();
            default:
                return new ResetResult.Busy();
        }
    }
}
