using SecureAccess.Accounts;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

public sealed class UsernameTests
{
    // Fails when: the form of usernames is not 6–32 of a–z 0–9 . _ - beginning with a letter.
    [Theory]
    [InlineData("maria.lopez", true)]
    [InlineData("MARIA_9-x", true)]
    [InlineData("abcdef", true)]
    [InlineData("abcde", false)]
    [InlineData("a23456789012345678901234567890123", false)]
    [InlineData("a2345678901234567890123456789012", true)]
    [InlineData("1maria", false)]
    [InlineData(".maria", false)]
    [InlineData("maria@example", false)]
    [InlineData("maria lopez", false)]
    [InlineData("marialópez", false)]
    [InlineData("maria.lopez\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [Trait("Requirement", "D21")]
    public void A_username_has_its_form(string? username, bool valid) =>
        UsernameRules.HasForm(username).ShouldBe(valid);

    // Fails when: Account.UserName can be set a second time.
    [Fact]
    [Trait("Requirement", "R6")]
    public void A_username_is_set_once_and_never_changed()
    {
        var account = new Account { CreatedAt = DateTimeOffset.UnixEpoch };
        account.UserName.ShouldBeNull();
        account.UserName = "maria.lopez";
        account.UserName = "maria.lopez";
        Should.Throw<InvalidOperationException>(() => account.UserName = "maria.gomez");
        Should.Throw<InvalidOperationException>(() => account.UserName = null);
        account.UserName.ShouldBe("maria.lopez");
    }

    // Fails when: addresses that differ in case or Unicode form count as two (D21: one account an address).
    [Theory]
    [InlineData(" Maria@Example.ORG ", "maria@example.org")]
    [InlineData("jose\u0301@example.org", "jos\u00e9@example.org")]
    [Trait("Requirement", "D21")]
    public void Addresses_are_compared_in_one_form(string typed, string normal) =>
        EmailAddress.Normalize(typed).ShouldBe(normal);
}
