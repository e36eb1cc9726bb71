namespace SecureAccess.Hosting;

/// <summary>What one run of the process is made of.</summary>
/// <param name="Args">The command line.</param>
/// <param name="AddRooms">Registers the rooms.</param>
/// <param name="UsePipeline">Puts the pipeline together.</param>
/// <param name="Output">Where a command's answer goes.</param>
/// <param name="Error">Where the line goes that says what is wrong.</param>
internal sealed record Launch(
    string[] Args,
    Action<WebApplicationBuilder> AddRooms,
    Action<WebApplication> UsePipeline,
    TextWriter Output,
    TextWriter Error
)
{
    /// <summary>The builder with the settings and no room yet.</summary>
    public WebApplicationBuilder Begin(bool forCommand = false)
    {
        // Settings files lie beside the program; the folder that it was started in is for the operator's own files.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = forCommand ? [] : Args,
                ContentRootPath =
                    forCommand
                    || !Args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.Ordinal))
                        ? AppContext.BaseDirectory
                        : null,
            }
        );
        if (forCommand)
        {
            builder.Logging.ClearProviders();
        }

        builder.AddHosting();
        return builder;
    }

    /// <summary>The whole application, not yet started.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong: the first of them.</exception>
    public WebApplication Build(bool forCommand = false)
    {
        var builder = Begin(forCommand);
        var context = new SettingsContext(
            builder.Configuration,
            builder.Environment.IsDevelopment()
        );
        if (Settings.FirstProblem(context) is { } problem)
        {
            throw new StartRefusedException(problem);
        }

        AddRooms(builder);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }
}
