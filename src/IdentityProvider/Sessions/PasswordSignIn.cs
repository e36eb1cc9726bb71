using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>What came of a name and password.</summary>
public abstract record PasswordResult
{
    private PasswordResult() { }

    /// <summary>Accepted; a second factor is next.</summary>
    public sealed record Accepted : PasswordResult;

    /// <summary>Not accepted. The same answer whether the name is unknown, the password wrong or the account disabled.</summary>
    public sealed record Refused : PasswordResult;

    /// <summary>D4: no further try before this instant.</summary>
    /// <param name="Until">When.</param>
    public sealed record Wait(DateTimeOffset Until) : PasswordResult;

    /// <summary>Too many sign-ins at this moment; nothing was checked or counted against anyone.</summary>
    public sealed record Busy : PasswordResult;
}

/// <summary>
/// The first factor (R3): a username or confirmed email address, and the password. A known and an unknown name cause the same work and
/// the same answers (D4).
/// </summary>
public sealed class PasswordSignIn(
    StateChange stateChange,
    CurrentSession current,
    SignInSessions sessions,
    SignInRequests requests,
    KnownBrowsers knownBrowsers,
    AccountLookup accounts,
    PasswordAttempts attempts
)
{
    /// <summary>Tries a name and password. In a session that completed its sign-in the account is fixed and the name is not looked at.</summary>
    public async Task<PasswordResult> Attempt(
        HttpContext http,
        string name,
        SecretText password,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var before = await current.Load(http, cancellationToken);
        var account = before?.Session.SecondFactorAt is null
            ? await accounts.ByName(name, cancellationToken)
            : await accounts.ById(before.Session.AccountId, cancellationToken);
        var source = await knownBrowsers.SourceOf(http, account?.Id, cancellationToken);
        switch (
            await attempts.Try(
                account,
                name,
                password,
                source.Name,
                source.Known,
                cancellationToken
            )
        )
        {
            case PasswordAttempt.Right right:
                // Where the password was changed while it was being checked, what was right then is tried anew.
                return await Accept(http, before, right, request, cancellationToken)
                    ? new PasswordResult.Accepted()
                    : await Attempt(http, name, password, request, cancellationToken);
            case PasswordAttempt.Wait wait:
                return new PasswordResult.Wait(wait.Until);
            case PasswordAttempt.Busy:
                return new PasswordResult.Busy();
            default:
                await sessions.PasswordRefused(account?.Id, cancellationToken);
                return new PasswordResult.Refused();
        }
    }

    private async Task<bool> Accept(
        HttpContext http,
        SignedIn? before,
        PasswordAttempt.Right right,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        var accepted = await stateChange.InOneTransaction(
            async token =>
            {
                if (!await attempts.Complete(right, token))
                {
                    return ((SignedIn SignedIn, string Key)?)null;
                }

                if (request is not null)
                {
                    await requests.MarkServed(request, Served.Password, token);
                }

                return await sessions.PasswordAccepted(
                    before,
                    right.Account,
                    right.MustChange,
                    token
                );
            },
            cancellationToken
        );
        if (accepted is not var (signedIn, key))
        {
            return false;
        }

        SignInSessions.WriteCookie(http, key);
        current.Replace(signedIn);
        return true;
    }
}
