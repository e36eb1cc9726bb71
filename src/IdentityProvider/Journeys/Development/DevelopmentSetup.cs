namespace SecureAccess.Journeys.Development;

/// <summary>What a developer has beside the pages: a clock to move and the messages that were sent. Called in Development only.</summary>
public static class DevelopmentSetup
{
    /// <summary>Makes the movable clock the one that everything reads.</summary>
    public static IServiceCollection AddMovableClock(this IServiceCollection services) =>
        services
            .AddSingleton<MovableClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<MovableClock>());

    /// <summary>Maps <c>/dev/clock</c> <c>/dev/inbox.json</c> and the printed letters.</summary>
    public static void MapDevelopment(this IEndpointRouteBuilder routes)
    {
        routes.MapClock();
        routes.MapInboxJson();
        routes.MapLetters();
    }
}
