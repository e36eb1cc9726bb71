namespace SampleRelyingParty.Tools;

/// <summary>One of the small tools on this site: a relying party of its own, with its own client, cookie and callback.</summary>
/// <param name="Id">The client id at the provider and the first segment of every address of the tool.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Purpose">One sentence for the list.</param>
/// <param name="IsPublic">A public client: no secret, PKCE alone.</param>
public sealed record Tool(string Id, string Name, string Purpose, bool IsPublic = false)
{
    /// <summary>TIN Matching.</summary>
    public static readonly Tool TinMatching = new(
        "tin-matching",
        "TIN Matching",
        "Payers check that a name and a taxpayer number belong together before they file."
    );

    /// <summary>Get Transcript.</summary>
    public static readonly Tool GetTranscript = new(
        "get-transcript",
        "Get Transcript",
        "Shows a person the transcripts of earlier returns."
    );

    /// <summary>IP PIN; the only tool with an API that asks for step-up.</summary>
    public static readonly Tool IpPin = new(
        "ip-pin",
        "IP PIN",
        "Gives a person the number that protects a return from being filed by someone else. Its API wants a second factor that is at most five minutes old."
    );

    /// <summary>A tool of somebody else: the provider asks for the person's consent.</summary>
    public static readonly Tool ThirdParty = new(
        "third-party-tool",
        "Third-party tool",
        "A tool that is not ours: the person is asked before it learns anything.",
        IsPublic: true
    );

    /// <summary>All tools, in the order of the list.</summary>
    public static readonly IReadOnlyList<Tool> All =
    [
        TinMatching,
        GetTranscript,
        IpPin,
        ThirdParty,
    ];

    /// <summary>The scheme of the ordinary OpenID Connect handler of this tool.</summary>
    public string SignInScheme => Id;

    /// <summary>The scheme of the cookie that remembers who is signed in to this tool.</summary>
    public string CookieScheme => $"{Id}-cookie";

    /// <summary>The start page of this tool.</summary>
    public string Home => $"/{Id}";

    /// <summary>The tool of this id, or null.</summary>
    public static Tool? Find(string? id) => All.FirstOrDefault(tool => tool.Id == id);
}
