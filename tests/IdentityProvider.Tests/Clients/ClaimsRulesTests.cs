using SecureAccess.Clients;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public sealed class ClaimsRulesTests
{
    // Fails when: JSON that has not the standard's form is taken, or ends in anything but a refusal.
    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"name\"")]
    [InlineData("""{"userinfo":[]}""")]
    [InlineData("""{"id_token":"name"}""")]
    [InlineData("""{"userinfo":{"name":true}}""")]
    [InlineData("""{"userinfo":{"name":{"essential":"yes"}}}""")]
    [InlineData("""{"userinfo":{"name":{"values":"Maria"}}}""")]
    [InlineData("""{"userinfo":{"name":{"values":[]}}}""")]
    [InlineData("""{"id_token":{"acr":{"essential":true,"value":2}}}""")]
    [InlineData("""{"id_token":{"sub":{"values":["a",null]}}}""")]
    [InlineData("""{"userinfo":{"name":null,"name":null}}""")]
    [InlineData("""{"userinfo":{"\ud800":null}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"\ud800"}}}""")]
    [InlineData("""{"userinfo":{"name":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""")]
    public void What_has_not_the_standards_form_is_refused(string text) =>
        ClaimsRules.Read(text).ShouldBeNull();

    // Fails when: the limit moves, or a long text is read.
    [Fact]
    public void A_long_one_is_refused()
    {
        const string around = """{"userinfo":{"":null}}""";
        var longest = around.Replace(
            "\"\"",
            $"\"{new string('x', ClaimsRules.LongestText - around.Length)}\"",
            StringComparison.Ordinal
        );
        ClaimsRules.Read(longest).ShouldNotBeNull();
        ClaimsRules.Read(longest + " ").ShouldBeNull();
    }

    // Fails when: a member is read wrongly, or what is not understood is refused (OpenID Connect Core 5.5).
    [Fact]
    public void Every_member_is_read()
    {
        var read = ClaimsRules.Read(
            """
            {
              "userinfo": { "name": { "essential": true }, "unknown": null, "email": { "value": 7 } },
              "id_token": { "auth_time": { "essential": true }, "picture": null,
                            "acr": { "essential": true, "values": ["a", "b"] }, "sub": { "value": "s" } },
              "verified_claims": []
            }
            """
        )!;
        read.AtUserInfo.ShouldBe(["name", "unknown", "email"]);
        read.EssentialAcr.ShouldBe(["a", "b"]);
        read.PreferredAcr.ShouldBeNull();
        read.Subjects.ShouldBe(["s"]);
        ClaimsRules
            .Read("""{"id_token":{"acr":{"values":["a","b"]}}}""")!
            .PreferredAcr.ShouldBe("a b");
        ClaimsRules
            .Read("""{"id_token":{"acr":{"essential":true}}}""")!
            .EssentialAcr.ShouldBeNull();
        ClaimsRules.Read(null).ShouldBe(ClaimsRequest.Nothing);
        ClaimsRules.Read("{}").ShouldNotBeNull();
        ClaimsRules.Read("""{"userinfo":null}""").ShouldNotBeNull();
    }

    // Fails when: two members that contradict each other are both taken as if the other were not there.
    [Fact]
    public void What_both_members_want_has_to_suit_both()
    {
        var read = ClaimsRules.Read(
            """{"id_token":{"sub":{"value":"a"}},"userinfo":{"sub":{"values":["b","c"]}}}"""
        )!;
        read.Subjects.ShouldBeEmpty();
    }

    // Fails when: a claim goes to a client that is not registered for its scope, or is asked about twice.
    [Fact]
    public void A_single_claim_is_for_clients_of_its_scope_and_covered_by_it()
    {
        ScopeClaims
            .Beyond(
                ["name", "email", "tin", "roles", "sub"],
                ["openid", "email"],
                ["profile", "email"]
            )
            .ShouldBe(["name"]);
        ScopeClaims.Agreed(["openid", "profile"], "claim:name").ShouldBeTrue();
        ScopeClaims.Agreed(["openid", "claim:name"], "claim:name").ShouldBeTrue();
        ScopeClaims.Agreed(["openid", "claim:name"], "profile").ShouldBeFalse();
        ScopeClaims.Agreed(["openid", "claim:name"], "claim:email").ShouldBeFalse();
    }
}
