using OpenIddict.Abstractions;
using SecureAccess.Protocol.Requests;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class ParameterRulesTests
{
    // Fails when: a repeated parameter is read as if it were there once (RFC 6749 3.1).
    [Fact]
    public void A_repeated_parameter_is_found()
    {
        FirstWrong("scope", "openid", "email").ShouldBe("scope");
        FirstWrong("scope", "openid").ShouldBeNull();
        FirstWrong("resource", "https://a.example", "https://b.example").ShouldBeNull();
    }

    // Fails when: a value goes on that an engine refuses or cuts: control characters, a nonce beyond its column, a malformed challenge.
    [Theory]
    [InlineData("client_id", "a\0b")]
    [InlineData("state", "line\nbreak")]
    [InlineData("code_challenge", "short")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    public void A_malformed_value_is_found(string name, string value) =>
        FirstWrong(name, value).ShouldBe(name);

    // Fails when: the limit of the nonce and its column differ.
    [Fact]
    public void A_nonce_may_have_512_characters()
    {
        FirstWrong("nonce", new string('n', 512)).ShouldBeNull();
        FirstWrong("nonce", new string('n', 513)).ShouldBe("nonce");
    }

    private static string? FirstWrong(string name, params string[] values)
    {
        var request = new OpenIddictRequest();
        request.SetParameter(
            name,
            values is [var one]
                ? new OpenIddictParameter(one)
                : new OpenIddictParameter([.. values])
        );
        return ParameterRules.FirstWrong(request);
    }
}
