namespace SecureAccess.Proofing.Sources;

/// <summary>What a source says of one item.</summary>
public abstract record ItemAnswer
{
    private ItemAnswer() { }

    /// <summary>It is the same in the source's records.</summary>
    public sealed record Match : ItemAnswer;

    /// <summary>It is not, or the source knows no such person.</summary>
    public sealed record NoMatch : ItemAnswer;

    /// <summary>It is the person's, but of a kind that is not accepted (R13).</summary>
    /// <param name="Reason">One of <see cref="RefusedCard.All"/>.</param>
    public sealed record NotAccepted(string Reason) : ItemAnswer;
}

/// <summary>What a source says of everything that it was asked.</summary>
public abstract record SourceAnswer
{
    private SourceAnswer() { }

    /// <summary>It answered.</summary>
    /// <param name="Items">An answer for each name of <see cref="TaxRecordItems"/> or <see cref="FinancialAccountItems"/>.</param>
    /// <param name="Reference">The source's own reference, at most <see cref="SourceReference.Longest"/> characters; it names no person.</param>
    public sealed record Answered(IReadOnlyDictionary<string, ItemAnswer> Items, string Reference)
        : SourceAnswer;

    /// <summary>It could not be asked, or said nothing that can be relied on.</summary>
    public sealed record Unavailable : SourceAnswer;
}

/// <summary>The names of what a source of tax records is asked (R12).</summary>
public static class TaxRecordItems
{
    public const string GivenName = "givenName";
    public const string FamilyName = "familyName";
    public const string BirthDate = "birthDate";
    public const string TaxpayerNumber = "taxpayerNumber";
    public const string FilingStatus = "filingStatus";
    public const string Street = "street";
    public const string City = "city";
    public const string State = "state";
    public const string PostalCode = "postalCode";
    public const string Country = "country";

    /// <summary>Every item; an answer that leaves one out is none.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        GivenName,
        FamilyName,
        BirthDate,
        TaxpayerNumber,
        FilingStatus,
        Street,
        City,
        State,
        PostalCode,
        Country,
    ];
}

/// <summary>The name of what a source of financial accounts is asked (R13).</summary>
public static class FinancialAccountItems
{
    public const string AccountNumber = "accountNumber";

    /// <summary>Every item.</summary>
    public static IReadOnlyList<string> All { get; } = [AccountNumber];
}

/// <summary>The reference that a source gives its answer.</summary>
public static class SourceReference
{
    /// <summary>Characters of the longest one that is kept.</summary>
    public const int Longest = 100;

    /// <summary>Whether it can be kept: 1 to 100 visible ASCII characters.</summary>
    public static bool IsGood(string? reference) =>
        reference is { Length: > 0 and <= Longest } && reference.All(c => c is > ' ' and <= '~');
}
