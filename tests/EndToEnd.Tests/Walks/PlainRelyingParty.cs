using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Web;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>The third-party tool's client, spoken by hand: public, PKCE, no handler of any framework between.</summary>
internal sealed class PlainRelyingParty : IDisposable
{
    private const string ClientId = "third-party-tool";
    private readonly HttpClient http = new();
    private readonly RunningDemo demo;
    private readonly FormWalker walker;
    private readonly string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public PlainRelyingParty(RunningDemo demo, FormWalker walker)
    {
        this.demo = demo;
        this.walker = walker;
        walker.StopBefore = RedirectUri;
    }

    private string RedirectUri => new Uri(demo.Tools, $"{ClientId}/callback").AbsoluteUri;

    public Uri AuthorizationRequest() =>
        At(
            "connect/authorize",
            ("client_id", ClientId),
            ("response_type", "code"),
            ("redirect_uri", RedirectUri),
            ("scope", "openid profile email"),
            ("state", "plain"),
            ("nonce", "n-0S6_WzA2Mj"),
            (
                "code_challenge",
                Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            ),
            ("code_challenge_method", "S256")
        );

    public Uri EndSessionRequest(string? idToken) =>
        At(
            "connect/logout",
            ("id_token_hint", idToken ?? ""),
            ("post_logout_redirect_uri", new Uri(demo.Tools, $"{ClientId}/signed-out").AbsoluteUri)
        );

    public async Task<TokenAnswer> Redeem()
    {
        var answer = HttpUtility.ParseQueryString(walker.Address.Query);
        var code =
            answer["code"]
            ?? throw new InvalidOperationException(
                $"No code, but {answer["error"]} at {walker.Address.AbsolutePath}."
            );
        return await Ask(
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", RedirectUri),
            ("code_verifier", verifier)
        );
    }

    public async Task<TokenAnswer> Refresh(string? token) =>
        await Ask(("grant_type", "refresh_token"), ("refresh_token", token ?? ""));

    public async Task<HttpStatusCode> UserInfo(string? accessToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(demo.Provider, "connect/userinfo")
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => http.Dispose();

    private async Task<TokenAnswer> Ask(params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields
                .Append(("client_id", ClientId))
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        using var response = await http.PostAsync(new Uri(demo.Provider, "connect/token"), content);
        return await response.Content.ReadFromJsonAsync<TokenAnswer>()
            ?? new TokenAnswer(null, null, null, "empty answer");
    }

    private Uri At(string path, params (string Name, string Value)[] query) =>
        new(
            demo.Provider,
            path
                + "?"
                + string.Join(
                    '&',
                    query.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}")
                )
        );
}

/// <summary>The answer of the token endpoint.</summary>
public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("id_token")] string? IdToken,
    [property: JsonPropertyName("error")] string? Error
);
