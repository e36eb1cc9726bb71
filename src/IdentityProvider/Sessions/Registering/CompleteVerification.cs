using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>A person who has just been verified, and what the browser gets after the commit.</summary>
internal sealed record Verified(Session Session, string Key, string Browser);

/// <summary>
/// What the accepted activation code makes of an account whose identity matched, in the caller's transaction: verified, with its phone;
/// or neither, where the person has another account (D13) or someone else activated the phone meanwhile (R21).
/// </summary>
public sealed class CompleteVerification(
    SecureAccessDbContext database,
    ProofingDrafts drafts,
    PhoneClaims claims,
    NewAccount accounts,
    AccountHolders holders,
    RegistrationNotices notices,
    SignInSessions sessions,
    SignInRequests requests,
    UnfinishedRegistrations unfinished,
    AuditLog audit
)
{
    /// <summary>Completes it; null when the account is not verified.</summary>
    internal async Task<Verified?> Run(
        HttpContext http,
        SignedIn signedIn,
        PhoneClaim claim,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        var id = signedIn.Session.AccountId;
        var answers = (await drafts.ProofedAnswers(id, cancellationToken))!;
        var person = await holders.OfTaxpayerNumber(answers.TaxpayerNumber, cancellationToken);
        if (person is not null && person != id)
        {
            // D13: nothing moves by proofing alone. This account stays an unfinished registration.
            await claims.MarkProven(id, cancellationToken);
            await unfinished.StepTaken(id, cancellationToken);
            await notices.AnotherRegistration(person.Value, cancellationToken);
            audit.Append(RegistrationEvents.AnotherAccount, id);
            return null;
        }

        var phone = await holders.OfPhone(claim.Number, cancellationToken);
        if (phone is not null && phone != id)
        {
            await claims.Close(id, cancellationToken);
            await unfinished.StepTaken(id, cancellationToken);
            audit.Append(RegistrationEvents.PhoneRefused, id);
            return null;
        }

        await Verify(id, answers, claim, isNewPhone: phone is null, cancellationToken);
        await notices.Verified(id, isNewPhone: phone is null, cancellationToken);
        await FinishRegistration(id, cancellationToken);
        if (request is not null)
        {
            // Who finished a registration for the request is not asked whether to begin one.
            await requests.MarkServed(
                request,
                Served.SecondFactor | Served.Create,
                cancellationToken
            );
        }

        var (session, key, browser) = await sessions.SecondFactorAccepted(
            http,
            signedIn.Session,
            AuthenticatorMethod.Text,
            cancellationToken
        );
        return new Verified(session, key, browser);
    }

    private async Task Verify(
        Guid id,
        IdentityAnswers answers,
        PhoneClaim claim,
        bool isNewPhone,
        CancellationToken cancellationToken
    )
    {
        await drafts.AddPhoneEvidence(id, claim.Source, claim.Reference, cancellationToken);
        if (isNewPhone)
        {
            await accounts.AddPhone(id, claim.Number, receivesTexts: true, cancellationToken);
        }

        await accounts.SetVerified(
            await database
                .Set<Account>()
                .SingleAsync(account => account.Id == id, cancellationToken),
            new Person(answers.GivenName, answers.FamilyName, answers.BirthDate, answers.Address),
            answers.TaxpayerNumber,
            cancellationToken
        );
        await drafts.Delete(id, cancellationToken);
        await claims.Forget(id, cancellationToken);
        audit.Append(RegistrationEvents.Completed, id);
    }

    // What keeps a registration open is only a username that is still to be chosen (D14).
    private Task<int> FinishRegistration(Guid id, CancellationToken cancellationToken) =>
        database
            .Set<Registration>()
            .Where(registration => registration.Id == id && !registration.KeepsUsername)
            .ExecuteDeleteAsync(cancellationToken);
}
