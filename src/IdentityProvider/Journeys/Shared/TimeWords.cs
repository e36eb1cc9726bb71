using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>Says a length of time in the person's language.</summary>
public sealed class TimeWords(IStringLocalizer<SharedTexts> texts)
{
    /// <summary>
    /// "60 seconds", "10 minutes", "30 days": the smallest unit in which the number stays below about a hundred, rounded up, so that
    /// nobody is told to try again too early.
    /// </summary>
    /// <param name="time">A positive length of time; anything less is said as one second.</param>
    public string Say(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: <= 1 } => texts["Time.OneSecond"],
            { TotalSeconds: <= 90 } => texts["Time.Seconds", Up(time.TotalSeconds)],
            { TotalMinutes: <= 90 } => texts["Time.Minutes", Up(time.TotalMinutes)],
            { TotalHours: <= 36 } => texts["Time.Hours", Up(time.TotalHours)],
            _ => texts["Time.Days", Up(time.TotalDays)],
        };

    private static int Up(double number) => (int)Math.Ceiling(number);
}
