using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions;

/// <summary>What stands between a browser and an answer.</summary>
public enum SignInStep
{
    /// <summary>Name and password.</summary>
    Password,

    /// <summary>Begin to register, or go on as the person who is signed in (<c>prompt=create</c>).</summary>
    Register,

    /// <summary>Go on with a registration that is not finished.</summary>
    Registration,

    /// <summary>Choose the account.</summary>
    SelectAccount,

    /// <summary>Choose a second factor.</summary>
    Method,

    /// <summary>Enter its code.</summary>
    Code,

    /// <summary>Choose a new password: the one that was accepted does not meet today's protocols, or others know it (R7, D9).</summary>
    ChangePassword,

    /// <summary>Join what is the same person's with the account, or say that it is not (D13, D14).</summary>
    JoinAccounts,

    /// <summary>The tool needs a verified identity, and this account has none.</summary>
    IdentityNeeded,

    /// <summary>No factor that the account has is strong enough for the tool.</summary>
    StrongerFactorNeeded,

    /// <summary>Say what the tool may know.</summary>
    Consent,

    /// <summary>The person chose not to go on.</summary>
    Refused,

    /// <summary>All is there.</summary>
    Done,
}

/// <summary>What this browser has proved, and what was done for this request.</summary>
/// <param name="SignedIn">A session whose password was accepted; null when there is none.</param>
/// <param name="CodeAwaited">A second factor was chosen and its code may be entered.</param>
/// <param name="Served">What was done for the request.</param>
/// <param name="Refusal">The person's refusal, if any.</param>
/// <param name="Unfinished">What of a registration stands before a sign-in can go on.</param>
public sealed record Proved(
    SignedIn? SignedIn,
    bool CodeAwaited,
    Served Served,
    string? Refusal,
    Unfinished Unfinished = Unfinished.Nothing
);

/// <summary>A session with what its account adds.</summary>
/// <param name="Session">The session.</param>
/// <param name="Username">The account's username; null while there is none (D14).</param>
/// <param name="IdentityProofed">Whether the account's identity is proofed.</param>
public sealed record SignedIn(Session Session, string? Username, bool IdentityProofed)
{
    /// <summary>None of today's methods resists phishing.</summary>
    public bool PhishingResistant => false;

    /// <summary>The <c>acr</c> that the session has reached once its second factor is accepted.</summary>
    public string Acr => Sessions.Acr.Of(IdentityProofed, PhishingResistant);
}

/// <summary>What a request needs.</summary>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="NotOlderThan">A second factor must be accepted at or after this instant; null when it does not matter.</param>
/// <param name="Prompts">What it asks for explicitly.</param>
/// <param name="AnyOfAcr">Values any of which suffices; empty when any will do.</param>
/// <param name="ConsentNeeded">Whether the client lacks a consent that it needs; Protocol knows, journeys pass false.</param>
public sealed record SignInNeeds(
    DateTimeOffset ArrivedAt,
    DateTimeOffset? NotOlderThan,
    Prompts Prompts,
    IReadOnlyList<string> AnyOfAcr,
    bool ConsentNeeded
)
{
    /// <summary>What a visit without a relying party needs: two factors.</summary>
    public static readonly SignInNeeds TwoFactors = new(
        DateTimeOffset.MaxValue,
        null,
        Prompts.None,
        [],
        false
    );

    /// <summary>The needs of a stored request.</summary>
    public static SignInNeeds Of(SignInRequest request, bool consentNeeded = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new SignInNeeds(
            request.ArrivedAt,
            request.NotOlderThan,
            request.Prompts,
            request.AnyOfAcr?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            consentNeeded
        );
    }
}

/// <summary>Names the next step of a sign-in from what was proved and what is needed; nothing else does (R3, R19).</summary>
public static class SignInProgress
{
    /// <summary>How far the clocks of two nodes may be apart: what one of them served is not asked for again by the other.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(10);

    /// <summary>The next step. Select account, login and consent are served in this order.</summary>
    public static SignInStep Next(Proved proved, SignInNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(proved);
        ArgumentNullException.ThrowIfNull(needs);
        return proved switch
        {
            { Refusal: not null } => SignInStep.Refused,
            _ when CreateIsDue(proved, needs) => SignInStep.Register,
            { SignedIn: null } => SignInStep.Password,
            _ when SelectAccountIsDue(proved, needs) => SignInStep.SelectAccount,
            _ when PasswordIsDue(proved, needs) => SignInStep.Password,
            // D9: before anything else; with a second factor both come first, so that a leaked password alone cannot choose the next one.
            { Unfinished: Unfinished.Verification, SignedIn.Session.PasswordMustChange: true } =>
                SignInStep.ChangePassword,
            // D18: a password alone opens registration pages only, and these while there is no second factor.
            { Unfinished: Unfinished.Verification } => SignInStep.Registration,
            _ when SecondFactorIsDue(proved, needs) => proved.CodeAwaited
                ? SignInStep.Code
                : SignInStep.Method,
            { SignedIn.Session.PasswordMustChange: true } => SignInStep.ChangePassword,
            // D14: before a username is chosen that an import would replace.
            { SignedIn.Session.JoinOffer: JoinOffer.EServices or JoinOffer.Personal } =>
                SignInStep.JoinAccounts,
            { Unfinished: Unfinished.Username } => SignInStep.Registration,
            _ when MeetsAcr(proved.SignedIn, needs) => ConsentIsDue(proved, needs)
                ? SignInStep.Consent
                : SignInStep.Done,
            { SignedIn.IdentityProofed: false } when CanMeet(needs, identityProofed: true) =>
                SignInStep.IdentityNeeded,
            _ => SignInStep.StrongerFactorNeeded,
        };
    }

    // prompt=create is served once a request: by an account that was made for it, or by choosing to go on with the one there is.
    private static bool CreateIsDue(Proved proved, SignInNeeds needs) =>
        needs.Prompts.HasFlag(Prompts.Create)
        && !proved.Served.HasFlag(Served.Create)
        // Who has signed in for this request has an account already.
        && !proved.Served.HasFlag(Served.Password);

    private static bool SelectAccountIsDue(Proved proved, SignInNeeds needs) =>
        needs.Prompts.HasFlag(Prompts.SelectAccount)
        && !proved.Served.HasFlag(Served.SelectAccount)
        // Who has just signed in for this request has chosen the account by doing so.
        && !proved.Served.HasFlag(Served.Password);

    // prompt=login is served once a request, by a sign-in that is later than the request.
    private static bool PasswordIsDue(Proved proved, SignInNeeds needs) =>
        needs.Prompts.HasFlag(Prompts.Login)
        && !(
            proved.SignedIn!.Session.PasswordAt is { } accepted
            && WasForRequest(accepted, Served.Password, proved, needs)
        );

    private static bool SecondFactorIsDue(Proved proved, SignInNeeds needs)
    {
        // R3, R19: a password alone is never enough.
        if (proved.SignedIn!.Session.SecondFactorAt is not { } accepted)
        {
            return true;
        }

        // A second factor accepted after arrival always satisfies max_age, max_age=0 included; a password alone never does.
        if (WasForRequest(accepted, Served.SecondFactor, proved, needs))
        {
            return false;
        }

        return needs.Prompts.HasFlag(Prompts.Login)
            || (needs.NotOlderThan is { } oldest && accepted < oldest);
    }

    // What was served is not enough: another session of the same browser may have been the one that served it, and this one be old.
    private static bool WasForRequest(
        DateTimeOffset accepted,
        Served what,
        Proved proved,
        SignInNeeds needs
    ) =>
        accepted > needs.ArrivedAt
        || (proved.Served.HasFlag(what) && accepted > needs.ArrivedAt - ClockDifference);

    private static bool MeetsAcr(SignedIn signedIn, SignInNeeds needs) =>
        needs.AnyOfAcr.Count == 0 || needs.AnyOfAcr.Any(wanted => Acr.Meets(signedIn.Acr, wanted));

    private static bool CanMeet(SignInNeeds needs, bool identityProofed) =>
        needs.AnyOfAcr.Any(wanted =>
            Acr.Meets(Acr.Of(identityProofed, phishingResistant: false), wanted)
        );

    private static bool ConsentIsDue(Proved proved, SignInNeeds needs) =>
        needs.ConsentNeeded && !proved.Served.HasFlag(Served.Consent);
}
