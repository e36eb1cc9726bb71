namespace SampleRelyingParty.Clock;

/// <summary>The injected clock, and its address in Development: <c>GET</c> and <c>POST /dev/clock</c>.</summary>
public static class ClockEndpoints
{
    private const int LongestStepInSeconds = 10 * 366 * 24 * 60 * 60;

    /// <summary>Registers the clock that everything in this process reads.</summary>
    public static IServiceCollection AddMovableClock(this IServiceCollection services) =>
        services
            .AddSingleton<MovableClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<MovableClock>());

    /// <summary>Maps <c>/dev/clock</c>. Call it in Development only.</summary>
    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/clock", (MovableClock clock) => Now(clock));
        routes.MapPost(
            "/dev/clock",
            (ClockStep step, MovableClock clock) =>
            {
                if (step.AdvanceSeconds is not (>= 0 and <= LongestStepInSeconds))
                {
                    return Results.BadRequest(
                        new
                        {
                            error = $"advanceSeconds must be between 0 and {LongestStepInSeconds}.",
                        }
                    );
                }

                clock.Advance(TimeSpan.FromSeconds(step.AdvanceSeconds.Value));
                return Now(clock);
            }
        );
    }

    private static IResult Now(MovableClock clock) => Results.Json(new { now = clock.GetUtcNow() });

    /// <summary>The body of the POST.</summary>
    /// <param name="AdvanceSeconds">Seconds to move forward; required.</param>
    internal sealed record ClockStep(long? AdvanceSeconds);
}
