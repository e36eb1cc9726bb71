using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>Takes the code of a letter (R18) in a session of the account that it was sent for (D6): it opens the choice of a phone or app, and nothing else.</summary>
public sealed class EnterMailedCode(
    ActivationLetters letters,
    UnfinishedRegistrations unfinished,
    FactorContexts contexts
)
{
    /// <summary>Checks an entry.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="signedIn">Its session.</param>
    /// <param name="code">As typed.</param>
    /// <param name="accepted">What else a right one changes, in the transaction that consumes it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<EntryResult> Enter(
        HttpContext http,
        SignedIn signedIn,
        string? code,
        Func<CancellationToken, Task> accepted,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return await letters.Verify(
            await contexts.Of(http, signedIn, cancellationToken),
            code,
            async token =>
            {
                await unfinished.StepTaken(signedIn.Session.AccountId, token);
                await accepted(token);
            },
            cancellationToken
        );
    }
}
