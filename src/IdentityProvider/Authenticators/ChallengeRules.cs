using SecureAccess.Codes;

namespace SecureAccess.Authenticators;

/// <summary>Whether a code may be sent now.</summary>
public abstract record SendDecision
{
    private SendDecision() { }

    /// <summary>Send one, as the first of a new challenge.</summary>
    public sealed record Begin : SendDecision;

    /// <summary>Send one more in this challenge.</summary>
    public sealed record Again : SendDecision;

    /// <summary>Too soon after the last one.</summary>
    /// <param name="At">When the next may be sent.</param>
    public sealed record TooSoon(DateTimeOffset At) : SendDecision;

    /// <summary>All resends are used; the code sent last stays valid.</summary>
    /// <param name="At">When a new challenge may begin.</param>
    public sealed record NoMore(DateTimeOffset At) : SendDecision;
}

/// <summary>
/// D7: within one challenge a resend is at least 30 s after the last send, three at most; a challenge that follows a consumed code is
/// never delayed (R19: a new code each time).
/// </summary>
public static class ChallengeRules
{
    /// <summary>Between two sends of one method.</summary>
    public static readonly TimeSpan BetweenSends = TimeSpan.FromSeconds(30);

    /// <summary>Sends after the first.</summary>
    public const int Resends = 3;

    /// <summary>Decides about a send by the given method.</summary>
    public static SendDecision Decide(Challenge? challenge, string method, DateTimeOffset now)
    {
        if (challenge is null || challenge.Sends == 0 || !IsOpen(challenge, now))
        {
            return new SendDecision.Begin();
        }

        if (challenge.Sends > Resends)
        {
            return new SendDecision.NoMore(challenge.LastSentAt + CodeKind.Security.Lifetime);
        }

        var next = challenge.LastSentAt + BetweenSends;
        return challenge.Method == method && next > now
            ? new SendDecision.TooSoon(next)
            : new SendDecision.Again();
    }

    /// <summary>Whether a code of this challenge may still be entered.</summary>
    public static bool IsOpen(Challenge challenge, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return challenge.CompletedAt is null
            && challenge.LastSentAt + CodeKind.Security.Lifetime > now;
    }
}
