using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace SecureAccess.Tests.Protocol.Refusals;

/// <summary>JSON Web Tokens that are none, each wrong in a way that some reader stumbles over.</summary>
internal static class MalformedTokens
{
    private const string Good =
        """{"iss":"signer","sub":"signer","aud":"http://localhost/","jti":"j","exp":9999999999}""";

    /// <summary>Headers; what follows them is right in form.</summary>
    private static readonly string[] Headers =
    [
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}",
        """{"alg":null}""",
        """{"alg":5}""",
        """{"alg":{}}""",
        """{"alg":["ES256"]}""",
        """{"alg":"ES256","alg":"none"}""",
        """{"alg":"ES256","\ud800":1}""",
        """{"alg":"ES256","\ud800":1,"\ud800":2}""",
        """{"alg":"ES256","kid":"\ud800"}""",
        """{"alg":"ES256","typ":"\udfff"}""",
        """{"alg":"\ud800"}""",
        """{"alg":"ES256","typ":7}""",
        """{"alg":"ES256","typ":["JWT"]}""",
        """{"alg":"ES256","kid":{"a":[1]}}""",
        """{"alg":"ES256","kid":"a\u0000b"}""",
        """{"alg":"ES256","b64":false,"crit":["b64"]}""",
        """{"alg":"ES256","crit":"b64"}""",
        """{"alg":"ES256","zip":"DEF"}""",
        """{"alg":"dir","enc":"A256GCM"}""",
        """{"alg":"ES256","cty":"JWT"}""",
        """{"alg":"ES256","x5c":[1]}""",
        """{"alg":"ES256","jwk":null}""",
        """{"alg":"ES256","a":""" + new string('[', 100) + new string(']', 100) + "}",
        "\uFEFF{\"alg\":\"ES256\"}",
    ];

    /// <summary>Claims; what precedes them is right in form.</summary>
    public static readonly IReadOnlyList<string> Claims =
    [
        "",
        "null",
        "[]",
        "5",
        "\"text\"",
        "{",
        "{}",
        With(""" "\ud800":1 """),
        With(""" "\ud800":1,"\ud800":2 """),
        With(""" "a":"\ud800" """),
        With(""" "iss":"\ud800" """, "iss"),
        With(""" "iss":5 """, "iss"),
        With(""" "iss":null """, "iss"),
        With(""" "sub":"\udc00\ud800" """, "sub"),
        With(""" "sub":{} """, "sub"),
        With(""" "aud":"\ud800" """, "aud"),
        With(""" "aud":["http://localhost/","\ud800"] """, "aud"),
        With(""" "aud":[[]] """, "aud"),
        With(""" "aud":{"http://localhost/":1} """, "aud"),
        With(""" "jti":"\ud800" """, "jti"),
        With(""" "jti":"a\u0000b" """, "jti"),
        With(""" "jti":["j"] """, "jti"),
        With(""" "exp":1e400 """, "exp"),
        With(""" "exp":-1e400 """, "exp"),
        With(""" "exp":1e300 """, "exp"),
        With(""" "exp":99999999999999999999999 """, "exp"),
        With(""" "exp":"9999999999" """, "exp"),
        With(""" "exp":true """, "exp"),
        With(""" "nbf":-1e300 """),
        With(""" "iat":{} """),
        With(""" "iss":"signer" """),
        With(""" "a": """ + new string('[', 100) + new string(']', 100)),
        With(""" "sid":"\ud800","oi_tkn_typ":"access_token","oi_au_id":"\ud800" """),
    ];

    /// <summary>All of them, unsigned or with a signature that is none; no two alike.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var header in Headers)
        {
            yield return $"{Part(header)}.{Part(Good)}.{Part("signature")}";
        }

        foreach (var claims in Claims)
        {
            yield return $"{Part("""{"alg":"ES256","typ":"JWT"}""")}.{Part(claims)}.{Part("signature")}";
            yield return $"{Part("""{"alg":"RS256","typ":"at+jwt"}""")}.{Part(claims)}.{Part("signature")}";
            yield return $"{Part("""{"alg":"none"}""")}.{Part(claims)}.";
        }

        yield return "..";
        yield return "....";
        yield return "a.b.c";
        yield return "a.b.c.d.e";
        yield return $"{Part("""{"alg":"dir","enc":"A256GCM"}""")}..{Part("iv")}.{Part("text")}.{Part("tag")}";
        yield return $"{Part("""{"alg":"RSA-OAEP","enc":"A256GCM","p2c":2147483647}""")}.x.{Part("iv")}.{Part("text")}.{Part("tag")}";
        yield return $"{Part("""{"alg":"ES256"}""")}.{Part(Good)}.=";
        yield return $"{Part("""{"alg":"ES256"}""")}.{Part(Good)}.%00";
        yield return $" {Part("""{"alg":"ES256"}""")}.{Part(Good)}.{Part("signature")} ";
        yield return $"{Base64UrlEncoder.Encode([0xff, 0xfe, 0xc0, 0x80])}.{Part(Good)}.{Part("signature")}";
        yield return $"{Part("""{"alg":"ES256"}""")}.{Base64UrlEncoder.Encode([.. Encoding.UTF8.GetBytes("{\"iss\":\""), 0xff, 0xc0, .. Encoding.UTF8.GetBytes("\"}")])}.{Part("signature")}";
    }

    private static string With(string member, string? inPlaceOf = null)
    {
        var kept = Good.Trim('{', '}')
            .Split(',')
            .Where(one =>
                inPlaceOf is null || !one.StartsWith($"\"{inPlaceOf}\"", StringComparison.Ordinal)
            );
        return "{" + string.Join(',', kept.Append(member)) + "}";
    }

    private static string Part(string text) =>
        Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}
