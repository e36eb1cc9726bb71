using SecureAccess.Authenticators;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Sessions.Registering;

/// <summary>Where a browser is in a registration, and what was saved of it.</summary>
/// <param name="Registration">The registration without a password that this browser began; null in a session.</param>
/// <param name="SignedIn">The session; null before there is a password.</param>
/// <param name="Draft">What was entered for the identity check; null without a session.</param>
/// <param name="Phone">The claimed phone, if any.</param>
/// <param name="Letter">The last letter with an activation code, if any.</param>
/// <param name="Step">The next step.</param>
/// <param name="FreshFactorMissing">Whether the account has a second factor that must be proved anew before another is bound.</param>
/// <param name="IsReplacement">Whether this is a recovery session in which a lost phone is replaced (D15).</param>
public sealed record RegistrationSituation(
    Registration? Registration,
    SignedIn? SignedIn,
    ProofingDraft? Draft,
    PhoneClaim? Phone,
    LetterState? Letter,
    RegistrationStep Step,
    bool FreshFactorMissing = false,
    bool IsReplacement = false
)
{
    /// <summary>
    /// Whether the sources confirmed what was entered in this session. Who opens a recovery later, by the mailbox alone perhaps, is shown
    /// nothing of it (D15).
    /// </summary>
    public bool ProofedHere =>
        !IsReplacement || (SignedIn is { } here && Draft?.ProofedAt >= here.Session.StartedAt);
}

/// <summary>Reads the situation of the browser that a request comes from, and asks <see cref="RegistrationProgress"/>.</summary>
public sealed class RegistrationSituations(
    CurrentSession current,
    RegistrationBrowser browser,
    UnfinishedRegistrations unfinished,
    ProofingDrafts drafts,
    ProvingWays ways,
    Replacements replacements,
    TimeProvider clock
)
{
    /// <summary>Reads it.</summary>
    public async Task<RegistrationSituation> Read(
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        var signedIn = await current.Load(http, cancellationToken);
        // Who is not signed in with both factors may be here to replace a lost one.
        if (
            signedIn?.Session.SecondFactorAt is null
            && await replacements.Read(http, cancellationToken) is { } replacement
        )
        {
            return replacement;
        }

        return signedIn is null
            ? await WithoutSession(http, cancellationToken)
            : await InSession(signedIn, cancellationToken);
    }

    private async Task<RegistrationSituation> WithoutSession(
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        var registration = await browser.Find(http, cancellationToken);
        var facts = new RegistrationFacts
        {
            EmailConfirmed = registration?.ConfirmedAt is not null,
            ConfirmationCodeAwaited =
                registration is not null
                && Codes.ResendRules.IsOpen(
                    ConfirmationCodes.SentOf(registration),
                    clock.GetUtcNow()
                ),
        };
        return new RegistrationSituation(
            registration,
            null,
            null,
            null,
            null,
            RegistrationProgress.Next(facts)
        );
    }

    private async Task<RegistrationSituation> InSession(
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        var accountId = signedIn.Session.AccountId;
        var draft = await drafts.Read(accountId, cancellationToken);
        var (phone, letter, appShown) = await ways.Of(signedIn.Session, cancellationToken);
        var (hasFactor, isFresh) = await unfinished.FactorOf(signedIn, cancellationToken);
        var facts = new RegistrationFacts
        {
            HasAccount = true,
            SecondFactorMissing =
                signedIn.Session.SecondFactorAt is null && (signedIn.IdentityProofed || hasFactor),
            PasswordMustChange = signedIn.Session.PasswordMustChange,
            FreshFactorMissing = hasFactor && !isFresh,
            Verified = signedIn.IdentityProofed,
            JoinOffered = signedIn.Session.JoinOffer is JoinOffer.EServices or JoinOffer.Personal,
            UsernameOwed = await unfinished.Of(signedIn, cancellationToken) == Unfinished.Username,
            IdentityEntered = draft.Identity is not null,
            AccountNumberHeld = draft.HoldsAccountNumber,
            Proofed = draft.ProofedAt is not null,
            ActivationCodeAwaited = phone is { CodeAwaited: true },
            LetterCodeAwaited = letter is { IsAwaited: true },
            LetterAccepted = letter is { IsAccepted: true },
            AppShown = appShown,
            HasAnotherAccount = phone?.ProvenAt is not null || letter?.ProvenAt is not null,
        };
        return new RegistrationSituation(
            null,
            signedIn,
            draft,
            phone,
            letter,
            RegistrationProgress.Next(facts),
            facts.FreshFactorMissing
        );
    }
}

/// <summary>What an account has to prove itself with, and how far that is.</summary>
/// <param name="Phone">The claimed phone, if any.</param>
/// <param name="Letter">The last letter, if any.</param>
/// <param name="AppShown">Whether the secret of an app is shown in this session.</param>
public sealed record Proving(PhoneClaim? Phone, LetterState? Letter, bool AppShown);

/// <summary>Reads the ways to the last proof: the phone that was named (R14), the letter (R18), the app (R15).</summary>
public sealed class ProvingWays(
    PhoneClaims phones,
    ActivationLetters letters,
    AppEnrolment enrolment
)
{
    /// <summary>Reads them for the account of a session.</summary>
    public async Task<Proving> Of(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var letter = await letters.Read(session.AccountId, cancellationToken);
        return new Proving(
            await phones.Read(session.AccountId, cancellationToken),
            letter,
            letter is { IsAccepted: true } && await enrolment.IsShown(session.Id, cancellationToken)
        );
    }
}
