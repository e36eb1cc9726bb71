using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// Takes the activation code (R17). A right one activates the phone and verifies the person, in the transaction that consumes it; the
/// session gets a new key, and the person is signed in with both factors.
/// </summary>
public sealed class ActivatePhone(
    PhoneActivation activation,
    CompleteVerification complete,
    FactorContexts contexts,
    CurrentSession current
)
{
    /// <summary>Checks an entry.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        SignedIn signedIn,
        string? code,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var context = await contexts.Of(http, signedIn, cancellationToken);
        Verified? verified = null;
        var result = await activation.Verify(
            context,
            code,
            async (claim, token) =>
                verified = await complete.Run(
                    http,
                    signedIn,
                    new FactorProof.Phone(claim),
                    request,
                    token
                ),
            cancellationToken
        );
        if (result is EntryResult.Accepted && verified is { } done)
        {
            done.Enter(http, signedIn, current);
        }

        return result;
    }
}
