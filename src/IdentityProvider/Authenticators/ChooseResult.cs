namespace SecureAccess.Authenticators;

/// <summary>What came of choosing a method or asking for another code.</summary>
public abstract record ChooseResult
{
    private ChooseResult() { }

    /// <summary>The challenge stands: a code was sent, one sent a moment ago still counts, or the app shows one.</summary>
    public sealed record Challenged : ChooseResult;

    /// <summary>The account has no such method.</summary>
    public sealed record NotAvailable : ChooseResult;

    /// <summary>A resend is too soon, or there is no resend left; the last code stays valid.</summary>
    /// <param name="At">When the next send is possible.</param>
    public sealed record Later(DateTimeOffset At) : ChooseResult;

    /// <summary>D7: a budget of sends is used up, or the number's country is not served; another method is needed.</summary>
    /// <param name="At">When the budget is open again; null for a country that is not served.</param>
    public sealed record NotSent(DateTimeOffset? At) : ChooseResult;
}
