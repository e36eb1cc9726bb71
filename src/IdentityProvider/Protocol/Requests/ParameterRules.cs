using System.Collections.Immutable;
using OpenIddict.Abstractions;
using SecureAccess.Clients;

namespace SecureAccess.Protocol.Requests;

/// <summary>
/// What no parameter of any endpoint may be (RFC 6749 3.1 and 3.2), so that everything behind it deals with plain single values of
/// a known length. Pure.
/// </summary>
public static class ParameterRules
{
    /// <summary>Characters of the longest <c>nonce</c>, the only value of the client's own that is stored as it came.</summary>
    public const int LongestNonce = 512;

    // RFC 7636 4.2: the base64url form of a SHA-256.
    private const int ChallengeLength = 43;

    /// <summary>The name of the first parameter that is wrong, or null.</summary>
    public static string? FirstWrong(OpenIddictRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var (name, value) in request.GetParameters())
        {
            // RFC 6749 3.1: not more than once; RFC 8707 lets resource repeat.
            if (value.Count > 1 && name is not ("resource" or "audience"))
            {
                return name;
            }

            // JSON may be written over several lines; it is read as a whole later.
            if (
                name != OpenIddictConstants.Parameters.Claims
                && ((ImmutableArray<string?>?)value)?.Any(HasControls) is true
            )
            {
                return name;
            }
        }

        return null;
    }

    private static bool HasControls(string? value) => value?.Any(char.IsControl) is true;

    /// <summary>The name of an authorize request's value that has not its standard's form, or is too long to keep; or null.</summary>
    public static string? FirstMalformed(OpenIddictRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Nonce?.Length > LongestNonce)
        {
            return OpenIddictConstants.Parameters.Nonce;
        }

        if (ClaimsRules.Read((string?)request[OpenIddictConstants.Parameters.Claims]) is null)
        {
            return OpenIddictConstants.Parameters.Claims;
        }

        // OpenID Connect Core 3.1.2.1: none stands alone; the framework knows only the values of that document.
        if (request.HasPromptValue("none") && request.GetPromptValues().Length > 1)
        {
            return OpenIddictConstants.Parameters.Prompt;
        }

        return
            request.CodeChallenge is { Length: > 0 } challenge
            && !(
                challenge.Length == ChallengeLength
                && challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            )
            ? OpenIddictConstants.Parameters.CodeChallenge
            : null;
    }
}
