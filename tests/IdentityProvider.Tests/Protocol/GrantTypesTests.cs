using SecureAccess.Tests.Protocol.Resources;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class GrantTypesTests
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>Each grant type with a client that is not registered with it; <c>third</c> is public.</summary>
    public static TheoryData<string, string, string?> Unregistered =>
        new()
        {
            { "authorization_code", "machine", "machine-secret" },
            { "authorization_code", "ledger", "ledger-secret" },
            { "refresh_token", "beta", "beta-secret" },
            { "refresh_token", "third", null },
            { "refresh_token", "machine", "machine-secret" },
            { "client_credentials", "alpha", "alpha-secret" },
            { "client_credentials", "ledger", "ledger-secret" },
            { "client_credentials", "third", null },
            { Exchange, "shop", "shop-secret" },
            { Exchange, "weather", "weather-secret" },
            { Exchange, "third", null },
        };

    // Fails when: a client uses a grant that it is not registered with, or what it presents is looked at, spent or revoked on the way.
    [Theory]
    [MemberData(nameof(Unregistered))]
    [Trait("Requirement", "R24")]
    public async Task A_grant_that_is_not_registered_is_refused_before_anything_is_spent(
        string grant,
        string client,
        string? secret
    )
    {
        await using var host = await ResourceClients.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var alpha = TestTool.Alpha(host);
        var tokens = await alpha.Tokens(browser);
        var code = await alpha.Code(browser);
        var answer = await new TestTool(host, client, secret).Token(
            ("grant_type", grant),
            ("code", grant == "authorization_code" ? code : null),
            ("redirect_uri", grant == "authorization_code" ? alpha.RedirectUri : null),
            ("code_verifier", grant == "authorization_code" ? TestTool.Verifier : null),
            ("refresh_token", grant == "refresh_token" ? tokens.RefreshToken : null),
            ("subject_token", grant == Exchange ? tokens.AccessToken : null),
            (
                "subject_token_type",
                grant == Exchange ? "urn:ietf:params:oauth:token-type:access_token" : null
            )
        );
        // The first thing that is missing of a client that can never have credentials (RFC 6749 5.2).
        answer.Error.ShouldBe(
            client == "third" && grant == "client_credentials"
                ? "invalid_client"
                : "unauthorized_client",
            answer.Json.GetRawText()
        );
        (await alpha.Redeem(code)).AccessToken.ShouldNotBeEmpty();
        (await alpha.Refresh(tokens.RefreshToken!)).AccessToken.ShouldNotBeEmpty();
    }
}
