namespace SecureAccess.Codes;

/// <summary>What was sent of one kind of code so far, in the challenge that is open.</summary>
/// <param name="Kind">Its row in the table of codes.</param>
/// <param name="To">How and where it went; a send to elsewhere need not wait, but counts.</param>
/// <param name="Sends">Codes sent in this challenge.</param>
/// <param name="LastAt">When the last one was sent, or the challenge began.</param>
/// <param name="CompletedAt">When its code was accepted.</param>
public sealed record SentCodes(
    CodeKind Kind,
    string To,
    int Sends,
    DateTimeOffset LastAt,
    DateTimeOffset? CompletedAt
)
{
    /// <summary>Nothing of it is printed: it may name an address.</summary>
    public override string ToString() => "[sent codes]";
}

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
/// never delayed (R19: a new code each time). The same holds for every kind of code that is sent.
/// </summary>
public static class ResendRules
{
    /// <summary>Between two sends to the same place.</summary>
    public static readonly TimeSpan BetweenSends = TimeSpan.FromSeconds(30);

    /// <summary>Sends after the first.</summary>
    public const int Resends = 3;

    /// <summary>Decides about a send.</summary>
    /// <param name="sent">What was sent before; null for nothing.</param>
    /// <param name="to">How and where the code is to go.</param>
    /// <param name="now">The time.</param>
    public static SendDecision Decide(SentCodes? sent, string to, DateTimeOffset now)
    {
        if (sent is null || sent.Sends == 0 || !IsOpen(sent, now))
        {
            return new SendDecision.Begin();
        }

        if (sent.Sends > Resends)
        {
            return new SendDecision.NoMore(sent.LastAt + sent.Kind.Lifetime);
        }

        var next = sent.LastAt + BetweenSends;
        return sent.To == to && next > now
            ? new SendDecision.TooSoon(next)
            : new SendDecision.Again();
    }

    /// <summary>Whether a code of this challenge may still be entered.</summary>
    public static bool IsOpen(SentCodes sent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return sent.CompletedAt is null && sent.LastAt + sent.Kind.Lifetime > now;
    }
}
