using SecureAccess.Accounts;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Requirement", "D21")]
public sealed class ReservedUsernamesTests
{
    // Fails when: somebody can be called like the product, its staff or a part of it, in any case or with separators.
    [Theory]
    [InlineData("administrator")]
    [InlineData("Administrator")]
    [InlineData("a.d.m.i.n")]
    [InlineData("postmaster")]
    [InlineData("no-reply")]
    [InlineData("support")]
    [InlineData("help_desk")]
    [InlineData("secureaccess")]
    [InlineData("Secure-Access")]
    [InlineData("secure.access.support")]
    [InlineData("e-services")]
    [InlineData("openid")]
    [InlineData("well-known")]
    [InlineData("client_id")]
    [InlineData("webauthn")]
    [InlineData("root")]
    public void Names_of_the_house_are_reserved(string username) =>
        ReservedUsernames.Contains(username).ShouldBeTrue();

    // Fails when: a name that only begins like a reserved one, or a person's, is reserved.
    [Theory]
    [InlineData("maria.lopez")]
    [InlineData("james.carter")]
    [InlineData("rootbeer")]
    [InlineData("supporter")]
    [InlineData("adminton")]
    [InlineData("testament")]
    public void Names_of_people_are_not(string username) =>
        ReservedUsernames.Contains(username).ShouldBeFalse();
}
