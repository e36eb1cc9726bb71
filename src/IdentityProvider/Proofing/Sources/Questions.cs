namespace SecureAccess.Proofing.Sources;

/// <summary>Whether the last-filed return is this person's.</summary>
/// <param name="Person">What the person said.</param>
public sealed record TaxRecordQuestion(IdentityAnswers Person)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[tax record question]";
}

/// <summary>Whether a financial account is this person's, and of an accepted kind.</summary>
/// <param name="Person">What the person said.</param>
/// <param name="Kind">One of <see cref="FinancialAccountKind.All"/>.</param>
/// <param name="Number">Its number in digits; of a credit card the last 8.</param>
public sealed record FinancialAccountQuestion(IdentityAnswers Person, string Kind, string Number)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[financial account question]";
}

/// <summary>What is known of a phone, and whether it is in this person's name.</summary>
/// <param name="Person">As proofed.</param>
/// <param name="Number">E.164 form.</param>
public sealed record PhoneQuestion(IdentityAnswers Person, string Number)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[phone question]";
}
