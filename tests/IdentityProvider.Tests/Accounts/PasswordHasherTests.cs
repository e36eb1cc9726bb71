using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using Shouldly;
using Xunit;
using PasswordOptions = SecureAccess.Accounts.PasswordOptions;

namespace SecureAccess.Tests.Accounts;

[Trait("Requirement", "D8")]
public sealed class PasswordHasherTests
{
    private const string Password = "correct horse battery";
    private static readonly RootKey First = Key("k1");
    private static readonly RootKey Second = Key("k2");

    // Fails when: the hash is not Argon2id with 19 MiB and 2 passes, or what made it is not stored with it.
    [Fact]
    public void A_hash_is_Argon2id_with_its_parameters_and_pepper_key()
    {
        var hash = Hasher().HashPassword(null!, Password);
        hash.ShouldStartWith("$argon2id$19456,2$k1$");
        hash.Length.ShouldBeLessThan(256);
        Hasher().HashPassword(null!, Password).ShouldNotBe(hash);
        Verify(hash, Password).ShouldBe(PasswordVerificationResult.Success);
        Verify(hash, Password + " ").ShouldBe(PasswordVerificationResult.Failed);
        Verify(hash, "").ShouldBe(PasswordVerificationResult.Failed);
    }

    // Fails when: the FIPS setting hashes with fewer than 210,000 rounds, or its hashes do not verify.
    [Fact]
    public void The_FIPS_setting_is_PBKDF2_with_210000_rounds()
    {
        var hash = Hasher("Pbkdf2").HashPassword(null!, Password);
        hash.ShouldStartWith("$pbkdf2-sha512$210000$k1$");
        Verify(hash, Password, "Pbkdf2").ShouldBe(PasswordVerificationResult.Success);
        Verify(hash, "wrong", "Pbkdf2").ShouldBe(PasswordVerificationResult.Failed);
    }

    // Fails when: a hash made with other parameters or an older pepper is not marked for an upgrade.
    [Fact]
    public void An_outdated_hash_is_right_and_to_be_made_anew()
    {
        var hash = Hasher().HashPassword(null!, Password);
        Verify(hash, Password, "Pbkdf2").ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
        Verify(hash, Password, keys: [Second, First])
            .ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
    }

    // Fails when: the pepper does not enter the hash: a leaked database could then be searched for passwords.
    [Fact]
    [Trait("Threat", "A-leaked-database-or-backup")]
    public void Without_the_pepper_no_password_is_right()
    {
        var hash = Hasher().HashPassword(null!, Password);
        Verify(hash, Password, keys: [Second]).ShouldBe(PasswordVerificationResult.Failed);
        Verify(hash, Password, keys: [Key("k1")]).ShouldBe(PasswordVerificationResult.Failed);
    }

    // Fails when: the same characters in another Unicode form are another password, or it is cut at some length.
    [Fact]
    public void Passwords_are_compared_in_NFC_and_whole()
    {
        var hash = Hasher().HashPassword(null!, "caf\u00e9 " + new string('x', 122) + "a");
        Verify(hash, "cafe\u0301 " + new string('x', 122) + "a")
            .ShouldBe(PasswordVerificationResult.Success);
        Verify(hash, "caf\u00e9 " + new string('x', 122) + "b")
            .ShouldBe(PasswordVerificationResult.Failed);
    }

    // Fails when: an account without a password, or with a damaged hash, can be signed in to.
    [Theory]
    [InlineData("")]
    [InlineData("$none")]
    [InlineData("$1$2$3$4")]
    public void What_is_no_hash_matches_nothing(string stored) =>
        Verify(stored, Password).ShouldBe(PasswordVerificationResult.Failed);

    private static PasswordVerificationResult Verify(
        string hash,
        string password,
        string algorithm = "Argon2id",
        RootKey[]? keys = null
    ) => Hasher(algorithm, keys).VerifyHashedPassword(null!, hash, password);

    private static PasswordHasher Hasher(string algorithm = "Argon2id", RootKey[]? keys = null) =>
        new(
            new KeyRing(keys ?? [First]),
            Options.Create(new PasswordOptions { Algorithm = algorithm })
        );

    private static RootKey Key(string id) =>
        new(id, new SecretBytes(RandomNumberGenerator.GetBytes(32)));
}
