using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SampleRelyingParty.StepUp;

// The side of a tool in RFC 9470. Copy this file: it needs nothing else of this sample. Send MaxAge and AcrValues, where they are not
// null, as max_age and acr_values of a new authorization request, and call the API again with the token that comes of it.

/// <summary>What an API's 401 asks for.</summary>
/// <param name="Error"><c>insufficient_user_authentication</c>, <c>invalid_token</c>, …; empty when the API named none.</param>
/// <param name="Description">What the API says to the developer, or null.</param>
/// <param name="MaxAge">The greatest age of the sign-in, in whole seconds, or null.</param>
/// <param name="AcrValues">The wished authentication contexts, separated by blanks, the preferred first, or null.</param>
public sealed partial record StepUpChallenge(
    string Error,
    string? Description,
    TimeSpan? MaxAge,
    string? AcrValues
)
{
    /// <summary>The error of RFC 9470.</summary>
    public const string InsufficientUserAuthentication = "insufficient_user_authentication";

    private static readonly StepUpChallenge Nothing = new("", null, null, null);

    /// <summary>Whether a new sign-in as described is what the API asks for.</summary>
    public bool IsStepUp => Error == InsufficientUserAuthentication;

    /// <summary>
    /// Reads the challenge for bearers of tokens (schemes <c>Bearer</c> and <c>DPoP</c>) among all challenges of an answer, however
    /// many headers or schemes there are: the one that asks for step-up, else the first that names an error.
    /// </summary>
    /// <returns>The challenge; without error and wishes where there is none.</returns>
    public static StepUpChallenge Read(HttpResponseHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        // As they came: what the typed header does not understand it would leave out.
        var challenges = headers.NonValidated.TryGetValues("WWW-Authenticate", out var values)
            ? values.SelectMany(Challenges).Where(challenge => challenge.Error.Length > 0).ToArray()
            : [];
        return challenges.FirstOrDefault(challenge => challenge.IsStepUp)
            ?? challenges.FirstOrDefault()
            ?? Nothing;
    }

    // RFC 9110 11.6.1: challenges and their parameters are separated by commas alike; a word without "=" begins the next challenge.
    private static IEnumerable<StepUpChallenge> Challenges(string header)
    {
        Dictionary<string, string>? parameters = null;
        foreach (Match part in Part().Matches(header))
        {
            if (part.Groups["scheme"] is { Success: true, Value: var scheme })
            {
                if (parameters is not null)
                {
                    yield return Of(parameters);
                }

                parameters = IsForTokens(scheme) ? new(StringComparer.OrdinalIgnoreCase) : null;
            }
            else
            {
                // Of a parameter that stands twice, which no challenge may have, the first counts.
                parameters?.TryAdd(part.Groups["name"].Value, ValueOf(part));
            }
        }

        if (parameters is not null)
        {
            yield return Of(parameters);
        }
    }

    private static bool IsForTokens(string scheme) =>
        scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        || scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase);

    private static string ValueOf(Match part) =>
        part.Groups["quoted"].Success
            ? Escape().Replace(part.Groups["quoted"].Value, "$1")
            : part.Groups["plain"].Value;

    private static StepUpChallenge Of(Dictionary<string, string> parameters) =>
        new(
            parameters.GetValueOrDefault("error") ?? "",
            parameters.GetValueOrDefault("error_description"),
            int.TryParse(
                parameters.GetValueOrDefault("max_age"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? TimeSpan.FromSeconds(seconds)
                : null,
            parameters.GetValueOrDefault("acr_values") is { } values
            && !string.IsNullOrWhiteSpace(values)
                ? values
                : null
        );

    // The characters of a token (RFC 9110 5.6.2), and of token68 besides.
    [GeneratedRegex(
        """(?<![\w!#$%&'*+.^`|~/-])(?:(?<name>[\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^\s,"]+))|(?<scheme>[\w!#$%&'*+.^`|~-]+)(?=[\s,]|$))"""
    )]
    private static partial Regex Part();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
