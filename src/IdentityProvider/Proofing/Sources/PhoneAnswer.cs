namespace SecureAccess.Proofing.Sources;

/// <summary>What a source says of a phone.</summary>
public abstract record PhoneAnswer
{
    private PhoneAnswer() { }

    /// <summary>It answered.</summary>
    /// <param name="Facts">What it knows.</param>
    /// <param name="Reference">The source's own reference, as of <see cref="SourceAnswer.Answered"/>.</param>
    public sealed record Answered(PhoneFacts Facts, string Reference) : PhoneAnswer;

    /// <summary>It could not be asked, or said nothing that can be relied on.</summary>
    public sealed record Unavailable : PhoneAnswer;
}

/// <summary>What a source knows of a phone (D11).</summary>
/// <param name="InName">Whether it is associated with the person's name.</param>
/// <param name="LineType">One of <see cref="Sources.LineType.All"/>.</param>
/// <param name="Business">Whether it is a business phone.</param>
/// <param name="SimChangedAt">When its SIM was last changed; null when that is not known to have happened.</param>
/// <param name="AskedAt">When the source was asked.</param>
public sealed record PhoneFacts(
    bool InName,
    string LineType,
    bool Business,
    DateTimeOffset? SimChangedAt,
    DateTimeOffset AskedAt
);

/// <summary>The types of line, as the words in sources.</summary>
public static class LineType
{
    /// <summary>A mobile phone.</summary>
    public const string Mobile = "mobile";

    /// <summary>A landline.</summary>
    public const string Landline = "landline";

    /// <summary>An internet phone.</summary>
    public const string Voip = "voip";

    /// <summary>Any other, or one that the source does not know.</summary>
    public const string Other = "other";

    /// <summary>Every type.</summary>
    public static IReadOnlyList<string> All { get; } = [Mobile, Landline, Voip, Other];
}
