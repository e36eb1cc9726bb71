using FsCheck.Xunit;
using SecureAccess.Accounts;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Requirement", "D21")]
public sealed class EmailAddressRulesTests
{
    // Fails when: an address that people have is refused.
    [Theory]
    [InlineData("maria@example.org")]
    [InlineData("Maria.Lopez+tax@Mail.Example.co.uk")]
    [InlineData("o'neil_1{x}@example.org")]
    [InlineData("a@b.io")]
    [InlineData("josé@bücher.example")]
    [InlineData("用户@例子.中国")]
    [InlineData("a@xn--bcher-kva.example")]
    public void An_address_has_its_form(string typed) =>
        EmailAddressRules.HasForm(typed).ShouldBeTrue();

    // Fails when: what is no address, or more than one, is taken; a line feed or a second address could steer a message elsewhere.
    [Theory]
    [InlineData("")]
    [InlineData("maria")]
    [InlineData("@example.org")]
    [InlineData("maria@")]
    [InlineData("maria@example")]
    [InlineData("maria@example.")]
    [InlineData("maria@example.org.")]
    [InlineData("maria@.example.org")]
    [InlineData("maria@example..org")]
    [InlineData("maria@-example.org")]
    [InlineData("maria@exa_mple.org")]
    [InlineData("maria@[192.0.2.1]")]
    [InlineData("maria@192.0.2.1")]
    [InlineData("maria@lopez@example.org")]
    [InlineData(".maria@example.org")]
    [InlineData("maria.@example.org")]
    [InlineData("maria..lopez@example.org")]
    [InlineData("\"maria\"@example.org")]
    [InlineData("\"maria lopez\"@example.org")]
    [InlineData("maria lopez@example.org")]
    [InlineData(" maria@example.org")]
    [InlineData("maria@example.org ")]
    [InlineData("maria@example.org\n")]
    [InlineData("maria@example.org\r\nBcc: other@example.org")]
    [InlineData("maria@example.org,other@example.org")]
    [InlineData("Maria <maria@example.org>")]
    [InlineData("<maria@example.org>")]
    [InlineData("maria(home)@example.org")]
    [InlineData("maria@exam\u00adple.org")]
    [InlineData("maria\u200b@example.org")]
    [InlineData("maria\u202e@example.org")]
    [InlineData("maria\ufffe@example.org")]
    [InlineData("maria\ud83e@example.org")]
    public void What_is_none_has_not(string typed) =>
        EmailAddressRules.HasForm(typed).ShouldBeFalse();

    // Fails when: other than 64 characters before the @, or 254 in all, are the most.
    [Fact]
    public void An_address_has_a_greatest_length()
    {
        EmailAddressRules.HasForm(new string('m', 64) + "@example.org").ShouldBeTrue();
        EmailAddressRules.HasForm(new string('m', 65) + "@example.org").ShouldBeFalse();
        var domain = string.Concat(Enumerable.Repeat("abcdefghi.", 24)) + "abcdefg.org";
        EmailAddressRules.HasForm("ma@" + domain).ShouldBeTrue();
        ("ma@" + domain).Length.ShouldBe(EmailAddressRules.Longest);
        EmailAddressRules.HasForm("max@" + domain).ShouldBeFalse();
        EmailAddressRules.HasForm("m@" + new string('x', 64) + ".org").ShouldBeFalse();
    }

    // Fails when: blanks around an address, which programs that fill in forms leave, make it another or none.
    [Fact]
    public void An_address_is_read_without_the_blanks_around_it()
    {
        EmailAddressRules.TryRead(" jose\u0301@example.org\n").ShouldBe("jos\u00e9@example.org");
        EmailAddressRules.TryRead("maria lopez@example.org").ShouldBeNull();
        EmailAddressRules.TryRead(" ").ShouldBeNull();
        EmailAddressRules.TryRead(null).ShouldBeNull();
    }

    // Fails when: any text at all throws.
    [Property(MaxTest = 300)]
    public void Any_text_has_an_answer(string? local, string? domain) =>
        Should.NotThrow(() =>
            EmailAddressRules.HasForm(local + "@" + domain)
            || EmailAddressRules.HasForm("m@" + domain + ".org")
        );
}
