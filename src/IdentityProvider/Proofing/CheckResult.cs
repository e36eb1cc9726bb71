namespace SecureAccess.Proofing;

/// <summary>What a submission of a draft led to.</summary>
public abstract record CheckResult
{
    private CheckResult() { }

    /// <summary>Every item matched: the person is proofed. Also the answer to a second submission afterwards.</summary>
    public sealed record Confirmed : CheckResult;

    /// <summary>It cost an attempt and the account number is erased; <see cref="ProofingDraft.LastCheck"/> says what may be said.</summary>
    public sealed record Failed : CheckResult;

    /// <summary>A source could not be asked: no attempt was spent, the account number is kept (D5).</summary>
    public sealed record Unavailable : CheckResult;

    /// <summary>No attempt is left (D5); nothing was asked.</summary>
    /// <param name="Until">When the next one is possible.</param>
    public sealed record Wait(DateTimeOffset Until) : CheckResult;

    /// <summary>Another submission of the same draft is being checked, or its answer came first.</summary>
    public sealed record Busy : CheckResult;

    /// <summary>Identity or account number are missing, or the number has been erased.</summary>
    public sealed record Incomplete : CheckResult;
}

/// <summary>How often this person may still fail (D5).</summary>
/// <param name="Left">Failed submissions still possible.</param>
/// <param name="NextTryAt">When the next try is possible; null while there is one left.</param>
public sealed record AttemptsLeft(int Left, DateTimeOffset? NextTryAt);
