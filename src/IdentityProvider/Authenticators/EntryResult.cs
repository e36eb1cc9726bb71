namespace SecureAccess.Authenticators;

/// <summary>What came of an entry.</summary>
public abstract record EntryResult
{
    private EntryResult() { }

    /// <summary>Right; the change that it allows was made with it.</summary>
    public sealed record Accepted : EntryResult;

    /// <summary>Wrong; counted.</summary>
    public sealed record Wrong : EntryResult;

    /// <summary>Cannot be a code: six digits are needed; not counted.</summary>
    public sealed record NotACode : EntryResult;

    /// <summary>The code can no longer be used; a new one is needed.</summary>
    public sealed record NoLiveCode : EntryResult;

    /// <summary>The app's code was used already: wait for the next one.</summary>
    public sealed record AlreadyUsed : EntryResult;

    /// <summary>D4: no further try before this instant.</summary>
    /// <param name="Until">When.</param>
    public sealed record Wait(DateTimeOffset Until) : EntryResult;

    /// <summary>No method was chosen yet, or its code was entered already.</summary>
    public sealed record NoChallenge : EntryResult;
}
