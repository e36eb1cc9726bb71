using SecureAccess.Authenticators;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>Where a browser is in a registration, and what was saved of it.</summary>
/// <param name="Registration">The registration without a password that this browser began; null in a session.</param>
/// <param name="SignedIn">The session; null before there is a password.</param>
/// <param name="Draft">What was entered for the identity check; null without a session.</param>
/// <param name="Phone">The claimed phone, if any.</param>
/// <param name="Step">The next step.</param>
/// <param name="FreshFactorMissing">Whether the account has a second factor that must be proved anew before another is bound.</param>
public sealed record RegistrationSituation(
    Registration? Registration,
    SignedIn? SignedIn,
    ProofingDraft? Draft,
    PhoneClaim? Phone,
    RegistrationStep Step,
    bool FreshFactorMissing = false
);

/// <summary>Reads the situation of the browser that a request comes from, and asks <see cref="RegistrationProgress"/>.</summary>
public sealed class RegistrationSituations(
    CurrentSession current,
    RegistrationBrowser browser,
    UnfinishedRegistrations unfinished,
    ProofingDrafts drafts,
    PhoneClaims phones,
    SecondFactors factors,
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
        var phone = await phones.Read(accountId, cancellationToken);
        var hasFactor =
            !signedIn.IdentityProofed
            && (await factors.Options(accountId, cancellationToken)).Count > 0;
        var factorAt = signedIn.Session.SecondFactorAt;
        var facts = new RegistrationFacts
        {
            HasAccount = true,
            SecondFactorMissing = factorAt is null && (signedIn.IdentityProofed || hasFactor),
            FreshFactorMissing = hasFactor && !(factorAt >= clock.GetUtcNow() - Errand.Fresh),
            Verified = signedIn.IdentityProofed,
            UsernameOwed = await unfinished.Of(signedIn, cancellationToken) == Unfinished.Username,
            IdentityEntered = draft.Identity is not null,
            AccountNumberHeld = draft.HoldsAccountNumber,
            Proofed = draft.ProofedAt is not null,
            ActivationCodeAwaited = phone is { CodeAwaited: true },
            HasAnotherAccount = phone?.ProvenAt is not null,
        };
        return new RegistrationSituation(
            null,
            signedIn,
            draft,
            phone,
            RegistrationProgress.Next(facts),
            facts.FreshFactorMissing
        );
    }
}
