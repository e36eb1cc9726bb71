namespace SecureAccess.Proofing;

/// <summary>How far a person's proofing is, in clear, for the person's own pages.</summary>
/// <param name="Identity">What the person said of themselves; null: not yet.</param>
/// <param name="AccountKind">The kind of the financial account; null: not yet. It stays when the number is erased.</param>
/// <param name="HoldsAccountNumber">Whether there is a number to check: entered less than 24 h ago and not yet answered (D10).</param>
/// <param name="AccountNumberEnding">Its last 2 digits; null when there is none.</param>
/// <param name="LastCheck">The result of the last submission, unless that confirmed the person; null before the first.</param>
/// <param name="ProofedAt">When the sources confirmed the person; null while they have not.</param>
/// <param name="UpdatedAt">When anything of it last changed; null where nothing was ever saved.</param>
public sealed record ProofingDraft(
    IdentityAnswers? Identity,
    string? AccountKind,
    bool HoldsAccountNumber,
    string? AccountNumberEnding,
    LastCheck? LastCheck,
    DateTimeOffset? ProofedAt,
    DateTimeOffset? UpdatedAt
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[proofing draft]";
}

/// <summary>The result of the last submission, kept so that the page after the redirect can say it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="RefusedCard">One of <see cref="Proofing.RefusedCard.All"/> with <see cref="CheckOutcome.NotAccepted"/>; otherwise null (D10).</param>
/// <param name="At">When it was answered.</param>
public sealed record LastCheck(CheckOutcome Outcome, string? RefusedCard, DateTimeOffset At)
{
    /// <summary>The refused card is the person's own matter.</summary>
    public override string ToString() => "[last check]";
}

/// <summary>What came of a submission that did not confirm the person.</summary>
public enum CheckOutcome
{
    /// <summary>D5: something did not match; which is never said.</summary>
    NotConfirmed,

    /// <summary>D10: all matched, but the card is of a kind that is not accepted.</summary>
    NotAccepted,

    /// <summary>A source could not be asked; it cost no attempt (D5).</summary>
    Unavailable,
}
