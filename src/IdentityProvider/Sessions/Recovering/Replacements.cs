using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// Where a recovery session is in which a lost phone is replaced (D15). The pages are those of proving an identity; what is shown there was
/// entered in this session only.
/// </summary>
public sealed class Replacements(RecoverySessions sessions, ProofingDrafts drafts, ProvingWays ways)
{
    /// <summary>The situation; null where this browser is in no such session. No statement without its cookie.</summary>
    public async Task<RegistrationSituation?> Read(
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (
            await sessions.Load(http, cancellationToken)
            is not { Recovery.For: RecoveryFor.Phone, SignedIn: { IdentityProofed: true } signedIn }
        )
        {
            return null;
        }

        var session = signedIn.Session;
        var draft = await drafts.Read(session.AccountId, cancellationToken);
        var (phone, letter, appShown) = await ways.Of(session, cancellationToken);
        var facts = new RegistrationFacts
        {
            HasAccount = true,
            ReplacesFactor = true,
            PasswordUnknown = session.PasswordAt is null,
            IdentityEntered = draft.Identity is not null,
            AccountNumberHeld = draft.HoldsAccountNumber,
            Proofed = draft.ProofedAt is not null,
            ActivationCodeAwaited = phone is { CodeAwaited: true },
            LetterCodeAwaited = letter is { IsAwaited: true },
            // The old factors ended with it: what takes their place is set up by who entered the code, and by nobody who only signs in.
            LetterAccepted = letter?.IsAcceptedIn(session.Id) == true,
            AppShown = appShown,
        };
        return new RegistrationSituation(
            null,
            signedIn,
            draft,
            phone,
            letter,
            RegistrationProgress.Next(facts),
            IsReplacement: true
        );
    }
}
