namespace SecureAccess.Conformance;

/// <summary>How a module ended; a failure is a <see cref="ConformanceFailure"/>.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>All of it held.</summary>
    public static Verdict Passed { get; } = new Pass();

    /// <summary>Everything that must hold held.</summary>
    public sealed record Pass : Verdict;

    /// <summary>What must hold held, what should hold did not.</summary>
    public sealed record Warned(string Why) : Verdict;

    /// <summary>The provider does not offer, and does not advertise, what the module is about.</summary>
    public sealed record Skipped(string Why) : Verdict;
}
