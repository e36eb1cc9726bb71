using System.Net;
using System.Security.Cryptography;
using SecureAccess.EndToEnd.Processes;
using Shouldly;

namespace SecureAccess.EndToEnd.Tools;

/// <summary>What the sample tools take as a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6).</summary>
public sealed class LogoutTokenTests : IAsyncLifetime
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private readonly HttpClient http = new();
    private SmallProvider provider = null!;
    private RunningProgram? tools;
    private string said = "";

    public async ValueTask InitializeAsync()
    {
        var (port, other) = FreePorts.Two();
        provider = new SmallProvider(other);
        http.BaseAddress = new Uri($"http://localhost:{port}/");
        tools = RunningProgram.Start(
            "SampleRelyingParty",
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = http.BaseAddress.AbsoluteUri,
                ["Provider__Issuer"] = provider.Issuer,
            }
        );
        await tools.Answers(http.BaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        provider.Dispose();
        if (tools is not null)
        {
            await tools.DisposeAsync();
        }
    }

    [Fact]
    // Fails when: a tool believes a token that another made, that is for another, old, of another kind or incomplete; or refuses a right one, or its repetition.
    public async Task Only_a_right_logout_token_is_taken()
    {
        var good = provider.Token(Claims());
        (await Post(good)).ShouldBe(HttpStatusCode.OK, said);
        (await Post(good)).ShouldBe(HttpStatusCode.OK);

        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string?[] wrong =
        [
            null,
            "",
            "nonsense",
            new string('a', 10_000),
            good + "x",
            provider.Token(Claims(), other: foreign),
            provider.Token(Claims(), algorithm: "none"),
            provider.Token(Claims(), type: "JWT"),
            provider.Token(Claims(("iss", "http://elsewhere.example/"))),
            provider.Token(Claims(("aud", "get-transcript"))),
            provider.Token(Claims(("exp", Seconds(-61)))),
            provider.Token(Claims(("exp", null))),
            provider.Token(Claims(("iat", null))),
            provider.Token(Claims(("iat", Seconds(-301)))),
            provider.Token(Claims(("iat", Seconds(120)))),
            provider.Token(Claims(("events", null))),
            provider.Token(Claims(("events", "logout"))),
            provider.Token(Claims(("events", new { other = new { } }))),
            provider.Token(Claims(("nonce", "n"))),
            provider.Token(Claims(("sid", null))),
            provider.Token(Claims(("jti", null))),
        ];
        for (var i = 0; i < wrong.Length; i++)
        {
            (await Post(wrong[i])).ShouldBe(HttpStatusCode.BadRequest, $"the one at {i}");
        }
    }

    [Fact]
    // Fails when: a token of a key that the tool has not fetched yet is refused for good, where the provider could come again with it.
    public async Task A_key_that_is_not_known_yet_is_asked_for_later()
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Post(provider.Token(Claims(), other: next, kid: "next"))).ShouldBe(
            HttpStatusCode.ServiceUnavailable,
            said
        );
        (await Post(provider.Token(Claims()))).ShouldBe(HttpStatusCode.OK, said);
    }

    private static long Seconds(int fromNow) =>
        DateTimeOffset.UtcNow.AddSeconds(fromNow).ToUnixTimeSeconds();

    private Dictionary<string, object> Claims(params (string Name, object? Value)[] changes)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = provider.Issuer,
            ["aud"] = "tin-matching",
            ["iat"] = Seconds(0),
            ["exp"] = Seconds(120),
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["sid"] = "a-session",
            ["sub"] = "a-subject",
            ["events"] = new Dictionary<string, object> { [Event] = new { } },
        };
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
        }

        return claims
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    private async Task<HttpStatusCode> Post(string? token)
    {
        using var form = new FormUrlEncodedContent(
            token is null ? [] : [KeyValuePair.Create("logout_token", token)]
        );
        using var answer = await http.PostAsync("tin-matching/back-channel-logout", form);
        said = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode;
    }
}
