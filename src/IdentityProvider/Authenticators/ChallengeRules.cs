using SecureAccess.Codes;

namespace SecureAccess.Authenticators;

/// <summary>What <see cref="ResendRules"/> say of the challenge of a second factor (D7, R19).</summary>
public static class ChallengeRules
{
    /// <summary>Decides about a send by the given method.</summary>
    public static SendDecision Decide(Challenge? challenge, string method, DateTimeOffset now) =>
        ResendRules.Decide(challenge is null ? null : Sent(challenge), method, now);

    /// <summary>Whether a code of this challenge may still be entered.</summary>
    public static bool IsOpen(Challenge challenge, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return ResendRules.IsOpen(Sent(challenge), now);
    }

    private static SentCodes Sent(Challenge challenge) =>
        new(
            CodeKind.Security,
            challenge.Method,
            challenge.Sends,
            challenge.LastSentAt,
            challenge.CompletedAt
        );
}
