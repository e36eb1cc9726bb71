using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>What a verification leaves behind, in the caller's transaction: the identity, its evidence, and the phone or app.</summary>
public sealed class RecordVerification(
    SecureAccessDbContext database,
    ProofingDrafts drafts,
    NewAccount accounts,
    App app,
    PhoneClaims claims,
    ActivationLetters letters,
    AuditLog audit
)
{
    /// <summary>Records it. Claim, letter and draft have done their part and go.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="answers">As the sources confirmed them.</param>
    /// <param name="proof">What the person holds.</param>
    /// <param name="isNew">False for the account's own phone.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task Write(
        Guid accountId,
        IdentityAnswers answers,
        FactorProof proof,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        if (await letters.Read(accountId, cancellationToken) is { IsAccepted: true } letter)
        {
            await drafts.AddLetterEvidence(accountId, letter.Id, cancellationToken);
        }

        await (
            proof switch
            {
                FactorProof.Phone phone => AddPhone(
                    accountId,
                    phone.Claim,
                    isNew,
                    cancellationToken
                ),
                FactorProof.App bound => AddApp(accountId, bound.Proof, cancellationToken),
                _ => throw new InvalidOperationException("A proof is of one of the kinds."),
            }
        );
        await accounts.SetVerified(
            await database
                .Set<Account>()
                .SingleAsync(account => account.Id == accountId, cancellationToken),
            new Person(answers.GivenName, answers.FamilyName, answers.BirthDate, answers.Address),
            answers.TaxpayerNumber,
            cancellationToken
        );
        await drafts.Delete(accountId, cancellationToken);
        await claims.Forget(accountId, cancellationToken);
        await letters.Forget(accountId, cancellationToken);
    }

    private async Task AddPhone(
        Guid accountId,
        PhoneClaim claim,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        if (claim.MayBeTexted)
        {
            await drafts.AddPhoneEvidence(
                accountId,
                claim.Source,
                claim.Reference,
                cancellationToken
            );
        }

        // D12: the account's own phone is proven without a second row.
        if (isNew)
        {
            await accounts.AddPhone(
                accountId,
                claim.Number,
                claim.ReceivesTexts,
                cancellationToken
            );
        }
    }

    private async Task AddApp(Guid accountId, AppProof proof, CancellationToken cancellationToken)
    {
        await app.Bind(accountId, proof.Secret.Reveal(), proof.Step, cancellationToken);
        audit.Append(FactorEvents.AppAdded, accountId);
    }
}
