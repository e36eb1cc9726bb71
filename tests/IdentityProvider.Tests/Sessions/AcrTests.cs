using SecureAccess.Sessions;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

[Trait("Requirement", "D18")]
public sealed class AcrTests
{
    // Fails when: a value claims a level that was not assessed, or a value of the table is renamed.
    [Fact]
    public void The_values_are_the_products_own() =>
        Acr.All.ShouldBe([
            "urn:secureaccess:acr:account",
            "urn:secureaccess:acr:identity",
            "urn:secureaccess:acr:account:phishing-resistant",
            "urn:secureaccess:acr:identity:phishing-resistant",
        ]);

    // Fails when: a weaker value passes for a stronger one, or a stronger one is refused for a weaker.
    [Theory]
    [InlineData("identity", "account", true)]
    [InlineData("account", "identity", false)]
    [InlineData("identity:phishing-resistant", "account", true)]
    [InlineData("account:phishing-resistant", "identity", false)]
    [InlineData("identity", "account:phishing-resistant", false)]
    public void What_is_reached_meets_what_is_wanted_in_both_respects(
        string reached,
        string wanted,
        bool meets
    ) =>
        Acr.Meets("urn:secureaccess:acr:" + reached, "urn:secureaccess:acr:" + wanted)
            .ShouldBe(meets);

    // Fails when: amr leaves out the password, the method, or that there were several.
    [Theory]
    [InlineData("text", "sms")]
    [InlineData("voice", "tel")]
    [InlineData("app", "otp")]
    public void Amr_follows_RFC_8176(string method, string value) =>
        Acr.Amr(method).ShouldBe(["pwd", value, "mfa"]);
}
