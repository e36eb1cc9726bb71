using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>Where a person wants to get on the site.</summary>
/// <param name="From">Where the person begins, and begins again when a page leads nowhere.</param>
/// <param name="IsReached">Whether the browser is there.</param>
internal sealed record Goal(string From, Func<Browser, bool> IsReached)
{
    /// <summary>At the tool, from there by signing in.</summary>
    public static readonly Goal ToTheTool = new(Visitor.From("own"), IsAtTheTool);

    /// <summary>At the tool, from there by registering.</summary>
    public static readonly Goal Registered = new(Visitor.From("own", "&prompt=create"), IsAtTheTool)
    {
        Again = Visitor.From("own"),
    };

    /// <summary>The app is added to an account.</summary>
    public static readonly Goal AppAdded = new(
        "/account/app",
        at =>
            at.Path() == "/account/app"
            && at.Url.Query.Contains("added=yes", StringComparison.Ordinal)
    );

    /// <summary>Where to begin again once a password was chosen, as long as it opens something; null: at <see cref="From"/>.</summary>
    public string? Again { get; init; }

    /// <summary>What passes before the person begins.</summary>
    public TimeSpan Later { get; init; }

    /// <summary>Whether the person comes with another browser.</summary>
    public bool InAnotherBrowser { get; init; }

    /// <summary>Whether the person has lost the phone or app, and says so until the code of a letter was entered.</summary>
    public bool LostFactor { get; init; }

    /// <summary>On a page.</summary>
    public static Goal On(string path, string from) =>
        new(from, at => at.Path() == path && (int)at.Status < 400);

    private static bool IsAtTheTool(Browser browser) =>
        browser.SentTo?.Host == "own.example" && browser.SentParameters.ContainsKey("code");
}
