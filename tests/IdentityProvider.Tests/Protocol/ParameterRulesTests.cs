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

    // Fails when: a value goes on that an engine refuses: a control character.
    [Theory]
    [InlineData("client_id", "a\0b")]
    [InlineData("state", "line\nbreak")]
    public void A_value_that_is_not_plain_text_is_found(string name, string value) =>
        FirstWrong(name, value).ShouldBe(name);

    // Fails when: of a parameter that may be repeated only the first value is looked at, or none.
    [Fact]
    public void A_repeated_value_that_is_not_plain_text_is_found() =>
        FirstWrong("resource", "https://a.example", "a\0b").ShouldBe("resource");

    // Fails when: a challenge that is no SHA-256 is kept, and no verifier can ever match it.
    [Theory]
    [InlineData("short")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    public void A_malformed_challenge_is_found(string value) =>
        ParameterRules
            .FirstMalformed(new OpenIddictRequest { CodeChallenge = value })
            .ShouldBe("code_challenge");

    // Fails when: the limit of the nonce and its column differ.
    [Fact]
    public void A_nonce_may_have_512_characters()
    {
        ParameterRules.FirstMalformed(new() { Nonce = new string('n', 512) }).ShouldBeNull();
        ParameterRules.FirstMalformed(new() { Nonce = new string('n', 513) }).ShouldBe("nonce");
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
