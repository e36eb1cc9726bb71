using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>How a registration with plain forms ended.</summary>
/// <param name="Answered">The paths of the pages that were answered, in order.</param>
/// <param name="AtTool">Whether it ended at a tool.</param>
/// <param name="Path">Where it ended.</param>
/// <param name="Text">What stands there.</param>
public sealed record PlainRegistration(
    IReadOnlyList<string> Answered,
    bool AtTool,
    string Path,
    string Text
);

/// <summary>Registrations without a browser: of people whom nobody has seen before, and of those who cannot finish.</summary>
internal sealed class PlainRegistrations(RunningDemo demo, ICollection<string> requested)
{
    /// <summary>Registers from TIN Matching with <c>prompt=create</c>.</summary>
    /// <param name="person">Who.</param>
    /// <param name="until">The page of the provider to stop at; null: on to the tool.</param>
    public async Task<PlainRegistration> Do(Registrant person, string? until = null)
    {
        using var walker = new FormWalker(requested);
        await walker.Get(new Uri(demo.Tools, "tin-matching/sign-in?prompt=create"));
        var answered = await new FormRegistration(demo, walker).Do(person, until);
        return new PlainRegistration(
            answered,
            walker.IsAt(demo.Tools),
            walker.Address.AbsolutePath,
            walker.Text
        );
    }
}
