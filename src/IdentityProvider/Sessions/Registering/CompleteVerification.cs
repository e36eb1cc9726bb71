using SecureAccess.Accounts;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>A person who has just been verified, and what the browser gets after the commit.</summary>
internal sealed record Verified(Session Session, string Key, string Browser)
{
    /// <summary>Gives the browser the session's new key, after the commit.</summary>
    public void Enter(HttpContext http, SignedIn signedIn, CurrentSession current)
    {
        SignInSessions.WriteCookie(http, Key);
        KnownBrowsers.WriteCookie(http, Browser);
        current.Replace(signedIn with { Session = Session, IdentityProofed = true });
    }
}

/// <summary>
/// What an accepted proof makes of an account whose identity matched, in the caller's transaction: verified, with its phone or app; or
/// neither, where the person has another account (D13) or someone else activated the phone meanwhile (R21).
/// </summary>
public sealed class CompleteVerification(
    ProofingDrafts drafts,
    VerificationObstacles obstacles,
    AccountHolders holders,
    RecordVerification record,
    RegistrationNotices notices,
    UnfinishedRegistrations unfinished,
    VerificationEnding ending
)
{
    /// <summary>Completes it; null when nobody is signed in by it: the account is not verified, or a lost phone was replaced (D15).</summary>
    internal async Task<Verified?> Run(
        HttpContext http,
        SignedIn signedIn,
        FactorProof proof,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        var id = signedIn.Session.AccountId;
        var answers = (await drafts.ProofedAnswers(id, cancellationToken))!;
        if (await obstacles.Stand(id, answers.TaxpayerNumber, proof, cancellationToken))
        {
            return null;
        }

        var isNew =
            proof is not FactorProof.Phone phone
            || await holders.OfPhone(phone.Claim.Number, cancellationToken) is null;
        await record.Write(id, answers, proof, isNew, cancellationToken);
        if (signedIn.Session.Purpose == SessionPurpose.Recovery)
        {
            await notices.Added(id, proof, cancellationToken);
            await ending.OfReplacement(signedIn.Session, cancellationToken);
            return null;
        }

        await notices.Verified(id, answers, isNew ? proof : null, cancellationToken);
        await unfinished.Finish(id, cancellationToken);
        return await ending.OfRegistration(http, signedIn, proof, request, cancellationToken);
    }
}
