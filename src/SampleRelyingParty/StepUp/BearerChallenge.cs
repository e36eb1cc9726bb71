using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SampleRelyingParty.StepUp;

/// <summary>The tool's side of RFC 9470: what an API's 401 asks for.</summary>
/// <param name="Error"><c>insufficient_user_authentication</c>, <c>invalid_token</c>, …; empty when the API named none.</param>
/// <param name="MaxAge">The wished age of the sign-in, or null.</param>
/// <param name="AcrValues">The wished authentication contexts, separated by spaces, or null.</param>
public sealed partial record BearerChallenge(string Error, TimeSpan? MaxAge, string? AcrValues)
{
    /// <summary>Reads the Bearer challenge among the answer's <c>WWW-Authenticate</c> headers.</summary>
    public static BearerChallenge Read(HttpResponseHeaders headers)
    {
        var bearer = headers.WwwAuthenticate.FirstOrDefault(value =>
            value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        );
        var parameters = Parameter()
            .Matches(bearer?.Parameter ?? "")
            .DistinctBy(match => match.Groups["name"].Value)
            .ToDictionary(
                match => match.Groups["name"].Value,
                match =>
                    match.Groups["quoted"].Success
                        ? match.Groups["quoted"].Value
                        : match.Groups["token"].Value,
                StringComparer.OrdinalIgnoreCase
            );
        TimeSpan? maxAge = int.TryParse(
            parameters.GetValueOrDefault("max_age"),
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : null;
        return new BearerChallenge(
            parameters.GetValueOrDefault("error") ?? "",
            maxAge,
            parameters.GetValueOrDefault("acr_values")
        );
    }

    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*(?:"(?<quoted>[^"]*)"|(?<token>[^\s,"]+))""")]
    private static partial Regex Parameter();
}
