using System.ComponentModel.DataAnnotations;

namespace SecureAccess.Proofing;

/// <summary>The settings under <c>Proofing</c>.</summary>
public sealed class ProofingOptions
{
    /// <summary>The source that reads a file of demo people.</summary>
    public const string Embedded = "Embedded";

    /// <summary>The source that is asked over HTTP.</summary>
    public const string OverHttp = "Http";

    /// <summary>Seconds; well below <see cref="DraftRules.MarkLives"/>, after which a check counts as ended by a crash.</summary>
    public const int LongestTimeout = 45;

    /// <summary><see cref="Embedded"/> or <see cref="OverHttp"/>.</summary>
    [Required]
    [RegularExpression(
        "^(Embedded|Http)$",
        ErrorMessage = "Proofing:Source must be Embedded or Http."
    )]
    public string Source { get; init; } = "";

    /// <summary>Seconds that sources have for an answer, all tries together.</summary>
    [Range(1, LongestTimeout, ErrorMessage = "Proofing:TimeoutSeconds must be 1 to 45.")]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>The source over HTTP.</summary>
    public HttpSourceOptions Http { get; init; } = new();
}

/// <summary>The settings under <c>Proofing:Http</c>.</summary>
public sealed class HttpSourceOptions
{
    /// <summary>The address that the paths of the contract are under; ends with a slash.</summary>
    public string? Address { get; init; }

    /// <summary>The file that holds the bearer key, read at each question so that the key may be changed.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What is wrong with an address, beginning with a verb; null: nothing.</summary>
    /// <param name="address">The address.</param>
    /// <param name="plainOnThisMachine">Whether plain http is allowed on this machine.</param>
    public static string? AddressProblem(string? address, bool plainOnThisMachine) =>
        address is null ? "is not set"
        : !Uri.TryCreate(address, UriKind.Absolute, out var uri)
        || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        || uri.Query.Length > 0
        || uri.Fragment.Length > 0
        || uri.UserInfo.Length > 0
        || !address.EndsWith('/')
            ? "must be an https address that ends with a slash, without query and fragment"
        : uri.Scheme == Uri.UriSchemeHttps || (plainOnThisMachine && uri.IsLoopback) ? null
        : "must begin with https (plain http is for Development on this machine only)";
}
