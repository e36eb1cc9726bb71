using System.CommandLine;
using Microsoft.Extensions.Options;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>config check</c>: every setting, its source, and what is wrong. Secrets are redacted.</summary>
internal static class ConfigCommands
{
    public static Command All(Launch launch)
    {
        var check = new Command(
            "check",
            "Prints every setting, where it comes from, and what is wrong with it."
        );
        check.SetAction(_ => Check(launch));
        return new Command("config", "The settings.") { check };
    }

    private static int Check(Launch launch)
    {
        var builder = launch.Begin(forCommand: true);
        var context = new SettingsContext(
            builder.Configuration,
            builder.Environment.IsDevelopment()
        );
        launch.Output.WriteLine($"Environment: {builder.Environment.EnvironmentName}");
        var wrong = Settings.All.Count(setting =>
            !Print(setting, context, builder.Configuration, launch.Output)
        );
        if (wrong == 0)
        {
            wrong = PrintRooms(launch);
        }

        launch.Output.WriteLine(wrong == 0 ? "All settings are in order." : $"{wrong} to mend.");
        return wrong == 0 ? 0 : 1;
    }

    private static bool Print(
        Setting setting,
        SettingsContext context,
        ConfigurationManager root,
        TextWriter output
    )
    {
        var section = root.GetSection(setting.Name);
        var value =
            section.Value ?? string.Join(", ", section.GetChildren().Select(child => child.Value));
        var shown = value.Length == 0 ? "(not set)" : setting.Shown(value);
        var source = SettingsSource.Of(root, setting.Name) is { } from ? $" [{from}]" : "";
        output.WriteLine($"{setting.Name} = {shown}{source}: {setting.Meaning}");
        var problem = Settings.Problem(setting, context);
        if (problem is not null)
        {
            output.WriteLine($"  WRONG: {problem}");
        }

        return problem is null;
    }

    // The rooms check their own options as the host starts; here without starting it.
    private static int PrintRooms(Launch launch)
    {
        try
        {
            using var app = (IDisposable)launch.Build(forCommand: true);
            ((WebApplication)app).Services.GetService<IStartupValidator>()?.Validate();
            return 0;
        }
        catch (Exception e) when (Failures(e) is { Count: > 0 } failures)
        {
            failures.ForEach(failure => launch.Output.WriteLine($"  WRONG: {failure}"));
            return failures.Count;
        }
    }

    private static List<string> Failures(Exception exception) =>
        exception switch
        {
            OptionsValidationException options => [.. options.Failures],
            AggregateException several => [.. several.InnerExceptions.SelectMany(Failures)],
            _ => Refusals.LineFor(exception) is { } line ? [line] : [],
        };
}
