using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>What keeps a proven person from being verified: another account of the same person (D13), or a phone of someone else's (R21).</summary>
public sealed class VerificationObstacles(
    AccountHolders holders,
    PhoneClaims claims,
    AnotherAccount another,
    UnfinishedRegistrations unfinished,
    AuditLog audit
)
{
    /// <summary>Looks for one, and records it in the caller's transaction.</summary>
    /// <returns>True: the account stays an unfinished registration.</returns>
    internal async Task<bool> Stand(
        Guid accountId,
        string taxpayerNumber,
        FactorProof proof,
        CancellationToken cancellationToken
    )
    {
        var person = await holders.OfTaxpayerNumber(taxpayerNumber, cancellationToken);
        if (person is not null && person != accountId)
        {
            await another.Found(accountId, person.Value, proof, cancellationToken);
            return true;
        }

        if (proof is not FactorProof.Phone phone)
        {
            return false;
        }

        var holder = await holders.OfPhone(phone.Claim.Number, cancellationToken);
        if (holder is null || holder == accountId)
        {
            return false;
        }

        await claims.Close(accountId, cancellationToken);
        await unfinished.StepTaken(accountId, cancellationToken);
        audit.Append(RegistrationEvents.PhoneRefused, accountId);
        return true;
    }
}
