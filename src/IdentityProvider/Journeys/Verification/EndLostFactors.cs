using System.Globalization;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Clients;
using SecureAccess.Delivery;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// What the accepted code of a letter ends where a lost phone is replaced (D15, D17): the old factors, every session but the recovery's, and
/// all that the tools hold. Not a moment earlier: whoever only begins a recovery takes nothing from the owner.
/// </summary>
public sealed class EndLostFactors(
    BoundFactors bound,
    SignInSessions sessions,
    Grants grants,
    AccountNotices notices,
    MessageTexts texts,
    TimeProvider clock
)
{
    private const string Reason = "lost factor replaced";

    /// <summary>Ends them in the caller's transaction; nothing in a registration.</summary>
    public async Task End(RegistrationSituation situation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(situation);
        if (situation is not { IsReplacement: true, SignedIn.Session: { } session })
        {
            return;
        }

        var id = session.AccountId;
        await sessions.EndAll(id, Reason, cancellationToken, but: session.Id);
        await sessions.ForgetBrowsers(id, cancellationToken);
        await bound.Remove(id, cancellationToken);
        await grants.RevokeAllOf(id, Reason, cancellationToken);
        var now = clock.GetUtcNow();
        await notices.Send(
            id,
            address =>
                texts.FactorsRemoved(
                    address,
                    CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                    now,
                    now + DeliveryRules.NoticeLifetime
                ),
            cancellationToken
        );
    }
}
