namespace SecureAccess.Journeys.Shared;

/// <summary>Says how long a person has to wait until an instant.</summary>
public sealed class WaitWords(TimeWords words, TimeProvider clock)
{
    /// <summary>"30 seconds", "2 minutes": from now until <paramref name="instant"/>.</summary>
    public string Until(DateTimeOffset instant) => words.Say(instant - clock.GetUtcNow());
}
