using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>What came of choosing a username and a password.</summary>
public abstract record CreateResult
{
    private CreateResult() { }

    /// <summary>The account exists, and this browser is in a session of it.</summary>
    public sealed record Created : CreateResult;

    /// <summary>The username has not the form of D21.</summary>
    public sealed record UsernameHasNotTheForm : CreateResult;

    /// <summary>The username is not available, whatever the reason (D21).</summary>
    public sealed record UsernameNotAvailable : CreateResult;

    /// <summary>D21: too many usernames were tried.</summary>
    /// <param name="Until">When the next may be tried.</param>
    public sealed record Wait(DateTimeOffset Until) : CreateResult;

    /// <summary>Too many passwords are being hashed at this moment; nothing was changed.</summary>
    public sealed record Busy : CreateResult;

    /// <summary>This registration went on elsewhere, or its address was confirmed for an account meanwhile (D21).</summary>
    public sealed record Gone : CreateResult;
}

/// <summary>Turns a registration with a confirmed address into an account with a password, and the browser into a session of it (D8, D14, D21).</summary>
public sealed class CreateAccount(
    StateChange stateChange,
    Usernames usernames,
    AccountHolders holders,
    Passwords passwords,
    OpenAccount open,
    CurrentSession current
)
{
    /// <summary>Creates the account.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="registration">With a confirmed address and no password.</param>
    /// <param name="username">As typed; null: "I already have an e-Services username".</param>
    /// <param name="password">One that <see cref="PasswordRules"/> let through.</param>
    /// <param name="request">The request of a tool that it belongs to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<CreateResult> Create(
        HttpContext http,
        Registration registration,
        string? username,
        SecretText password,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(registration);
        if (
            username is not null
            && await Refusal(http, registration.Id, username, cancellationToken) is { } refusal
        )
        {
            return refusal;
        }

        if (await passwords.Hash(null!, password, cancellationToken) is not { } hash)
        {
            return new CreateResult.Busy();
        }

        try
        {
            var opened = await stateChange.InOneTransaction(
                token => open.Open(registration, username, hash, request, token),
                cancellationToken
            );
            if (opened is not var (signedIn, key))
            {
                return new CreateResult.Gone();
            }

            SignInSessions.WriteCookie(http, key);
            RegistrationBrowser.Forget(http);
            current.Replace(signedIn);
            return new CreateResult.Created();
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Someone was faster. The name may be told (D21: after a confirmed address); the address is this person's own, and gone.
            return
                username is not null
                && await holders.OfUsername(username, cancellationToken) is not null
                ? new CreateResult.UsernameNotAvailable()
                : new CreateResult.Gone();
        }
    }

    private async Task<CreateResult?> Refusal(
        HttpContext http,
        Guid registrationId,
        string username,
        CancellationToken cancellationToken
    ) =>
        await usernames.Check(
            username,
            registrationId.ToString("N"),
            SourceAddress.PrefixOf(http.Connection.RemoteIpAddress),
            cancellationToken
        ) switch
        {
            UsernameResult.NotForm => new CreateResult.UsernameHasNotTheForm(),
            UsernameResult.NotAvailable => new CreateResult.UsernameNotAvailable(),
            UsernameResult.Wait wait => new CreateResult.Wait(wait.Until),
            _ => null,
        };
}
