using System.Collections.Frozen;
using SecureAccess.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.Refusals;

/// <summary>
/// What is behind a refusal: ours name their cause in the place of the address, OpenIddict's have the number of its own page
/// (<c>…/errors/ID2029</c>), which this table translates.
/// </summary>
internal static class FrameworkCauses
{
    private static readonly FrozenDictionary<string, string> ByNumber = Table()
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a number of the framework's (<c>ID2029</c>) has a cause.</summary>
    public static bool Knows(string number) => ByNumber.ContainsKey(number);

    /// <summary>The cause, or null when it is none of those known.</summary>
    /// <param name="error">The error that the client sees.</param>
    /// <param name="uri">What the refusal has as its address.</param>
    public static string? Of(string error, string? uri)
    {
        if (string.IsNullOrEmpty(uri))
        {
            return null;
        }

        var last = uri[(uri.LastIndexOf('/') + 1)..];
        return (error, last) switch
        {
            // One number says of any parameter that it is wrong.
            (Errors.InvalidScope, "ID2052") => ErrorCauses.ScopeNotRegistered,
            (Errors.InvalidGrant, "ID2052") => ErrorCauses.VerifierDiffers,
            (Errors.InvalidClient, "ID2052") => ErrorCauses.ClientUnknown,
            (Errors.InvalidClient, "ID2029") => ErrorCauses.CredentialsMissing,
            // And another that it is none of those known.
            (Errors.UnsupportedGrantType, "ID2032") => ErrorCauses.GrantUnknown,
            (Errors.UnsupportedResponseType, "ID2032") => ErrorCauses.ResponseTypeUnknown,
            (Errors.InvalidClient, "ID2032") => ErrorCauses.AssertionWrong,
            (Errors.UnsupportedTokenType, "ID2079") => ErrorCauses.TokenTypeUnknown,
            (Errors.RequestNotSupported, "ID2028") => ErrorCauses.RequestObject,
            (Errors.RequestUriNotSupported, "ID2028") => ErrorCauses.ForeignRequestUri,
            _ => ByNumber.GetValueOrDefault(last, last),
        };
    }

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        Are(
            ErrorCauses.ParameterMissing,
            2029,
            2037,
            2057,
            2058,
            2059,
            2066,
            2067,
            2068,
            2081,
            2177
        );
        Are(ErrorCauses.ParameterMalformed, 2030, 2031, 2032, 2033, 2040, 2041, 2052, 2082, 2135);
        Are(ErrorCauses.ParameterNotAllowed, 2028, 2073, 2074, 2193, 2194, 2195);
        Are(ErrorCauses.RedirectUriNotRegistered, 2043);
        Are(ErrorCauses.PkceRequired, 2054);
        Are(ErrorCauses.OpenidScopeMissing, 2034);
        Are(ErrorCauses.ScopeNotRegistered, 2035, 2051, 2065);
        Are(ErrorCauses.EndpointNotRegistered, 2046, 2056, 2063, 2075, 2078, 2140, 2183);
        Are(ErrorCauses.GrantNotRegistered, 2027, 2047, 2048, 2049, 2064);
        Are(ErrorCauses.CredentialsMissing, 2174, 2198);
        Are(ErrorCauses.CredentialsWrong, 2055);
        Are(ErrorCauses.CredentialsRepeated, 2087);
        Are(ErrorCauses.MethodNotRegistered, 2053);
        Are(ErrorCauses.AssertionWrong, 2171, 2172, 2173);
        Are(ErrorCauses.CertificateWrong, 2197, 2205);
        Are(ErrorCauses.PushedRequestRequired, 2182);
        Are(ErrorCauses.PushedRequestGone, 2178);
        Are(ErrorCauses.SubjectTokenNotValid, 2024, 2186, 2187, 2188, 2189);
        Are(ErrorCauses.ResourceNotRegistered, 2190, 2191, 2192);
        Are(ErrorCauses.ScopeMissing, 2025);
        Are(ErrorCauses.CodeNotValid, 2001, 2005, 2010, 2016, 2020, 2069);
        Are(ErrorCauses.DeviceCodeNotValid, 2002, 2006, 2011, 2017, 2021, 2070);
        Are(ErrorCauses.RefreshTokenNotValid, 2003, 2007, 2012, 2018, 2022, 2071);
        Are(ErrorCauses.RedirectUriDiffers, 2072);
        Are(ErrorCauses.TokenMissing, 2000);
        Are(
            ErrorCauses.TokenNotValid,
            2004,
            2008,
            2009,
            2076,
            2077,
            2079,
            2080,
            2088,
            2089,
            2090,
            2091,
            2093,
            2094,
            2184,
            2185,
            2203,
            2204
        );
        Are(ErrorCauses.TokenEnded, 2013, 2019, 2023);
        Are(ErrorCauses.WaitForPerson, 2014);
        Are(ErrorCauses.PersonRefused, 2015);
        Are(ErrorCauses.HintOfAnotherClient, 2141);
        Are(ErrorCauses.HttpsOnly, 2083);
        Are(ErrorCauses.MethodNotAllowed, 2084);
        return table;

        void Are(string cause, params int[] numbers)
        {
            foreach (var number in numbers)
            {
                table.Add($"ID{number}", cause);
            }
        }
    }
}
