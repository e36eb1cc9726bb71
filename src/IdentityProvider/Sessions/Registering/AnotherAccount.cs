using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// The person who was just proofed has another account (D13). Nothing moves by proofing alone: this one stays an unfinished registration,
/// the older one's addresses are told, and joining is offered to who signs in to the older one.
/// </summary>
public sealed class AnotherAccount(
    SecureAccessDbContext database,
    PhoneClaims claims,
    ActivationLetters letters,
    UnfinishedRegistrations unfinished,
    RegistrationNotices notices,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Records it, in the caller's <see cref="StateChange"/>.</summary>
    internal async Task Found(
        Guid newerId,
        Guid olderId,
        FactorProof proof,
        CancellationToken cancellationToken
    )
    {
        await (
            proof is FactorProof.Phone
                ? claims.MarkProven(newerId, cancellationToken)
                : letters.MarkProven(newerId, cancellationToken)
        );
        await unfinished.StepTaken(newerId, cancellationToken);
        await Record(newerId, olderId, cancellationToken);
        await notices.AnotherRegistration(olderId, cancellationToken);
        audit.Append(RegistrationEvents.AnotherAccount, newerId);
    }

    private async Task Record(Guid newerId, Guid olderId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var renewed = await database
            .Set<PendingJoin>()
            .Where(pending => pending.NewerId == newerId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(pending => pending.OlderId, olderId)
                        .SetProperty(pending => pending.At, now),
                cancellationToken
            );
        if (renewed == 0)
        {
            database.Add(
                new PendingJoin
                {
                    NewerId = newerId,
                    OlderId = olderId,
                    At = now,
                }
            );
        }
    }
}
