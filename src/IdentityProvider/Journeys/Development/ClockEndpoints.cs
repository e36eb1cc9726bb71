namespace SecureAccess.Journeys.Development;

/// <summary><c>/dev/clock</c>: tells the time and moves it forward.</summary>
internal static class ClockEndpoints
{
    // Ten years: enough for anything that expires, and far from the end of the calendar.
    private const long LongestStepInSeconds = 10L * 366 * 24 * 60 * 60;

    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/clock", (TimeProvider clock) => Now(clock));
        // Takes JSON only, which another site's form cannot send: no antiforgery token is needed.
        routes.MapPost("/dev/clock", (ClockStep step, MovableClock clock) => Advance(step, clock));
    }

    private static IResult Advance(ClockStep step, MovableClock clock)
    {
        if (step.AdvanceSeconds is not (>= 0 and <= LongestStepInSeconds))
        {
            return Results.BadRequest(
                new { error = $"advanceSeconds must be a number from 0 to {LongestStepInSeconds}." }
            );
        }

        clock.Advance(TimeSpan.FromSeconds(step.AdvanceSeconds.Value));
        return Now(clock);
    }

    private static IResult Now(TimeProvider clock) => Results.Json(new { now = clock.GetUtcNow() });

    /// <summary>The body of the POST.</summary>
    /// <param name="AdvanceSeconds">Seconds to move forward; required.</param>
    internal sealed record ClockStep(long? AdvanceSeconds);
}
