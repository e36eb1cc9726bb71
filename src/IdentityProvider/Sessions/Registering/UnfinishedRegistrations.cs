using Microsoft.EntityFrameworkCore;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>What of a registration stands before a sign-in can go on.</summary>
public enum Unfinished
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The account has no second factor and no verified identity: registration pages only (D18).</summary>
    Verification,

    /// <summary>The person is verified, and a username is still to be chosen (D14).</summary>
    Username,
}

/// <summary>Says whether the account of a session is still in registration. Asks the database only where it can be so.</summary>
public sealed class UnfinishedRegistrations(
    SecureAccessDbContext database,
    SecondFactors factors,
    TimeProvider clock
)
{
    /// <summary>What is unfinished. No statement for a session with both factors and a username.</summary>
    public async Task<Unfinished> Of(SignedIn? signedIn, CancellationToken cancellationToken)
    {
        return signedIn switch
        {
            { IdentityProofed: true, Username: null } => await IsOpen(
                signedIn.Session.AccountId,
                cancellationToken
            )
                ? Unfinished.Username
                : Unfinished.Nothing,
            { IdentityProofed: false, Session.SecondFactorAt: null } => (
                await factors.Options(signedIn.Session.AccountId, cancellationToken)
            ).Count == 0
                ? Unfinished.Verification
                : Unfinished.Nothing,
            _ => Unfinished.Nothing,
        };
    }

    /// <summary>Whether an account whose identity is not proofed has a second factor, and whether this session proved it in the last five minutes.</summary>
    public async Task<(bool Has, bool IsFresh)> FactorOf(
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var has =
            !signedIn.IdentityProofed
            && (await factors.Options(signedIn.Session.AccountId, cancellationToken)).Count > 0;
        return (has, signedIn.Session.SecondFactorAt >= clock.GetUtcNow() - Errand.Fresh);
    }

    /// <summary>D22: a step after the password was completed, in the caller's transaction; nothing happens for an account that is not in registration.</summary>
    internal Task<int> StepTaken(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<Registration>()
            .Where(registration => registration.Id == accountId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(registration => registration.LastStepAt, now),
                cancellationToken
            );
    }

    /// <summary>Ends the registration of a verified account, in the caller's transaction; only a username that is still to be chosen keeps it open (D14).</summary>
    internal Task<int> Finish(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<Registration>()
            .Where(registration => registration.Id == accountId && !registration.KeepsUsername)
            .ExecuteDeleteAsync(cancellationToken);

    private Task<bool> IsOpen(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<Registration>()
            .AnyAsync(registration => registration.Id == accountId, cancellationToken);
}
