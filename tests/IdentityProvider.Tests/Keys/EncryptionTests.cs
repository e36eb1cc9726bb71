using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SecureAccess.Keys;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Keys;

public sealed class EncryptionTests
{
    private static readonly RootKey First = new(
        "k1",
        new SecretBytes(RandomNumberGenerator.GetBytes(32))
    );
    private static readonly RootKey Second = new(
        "k2",
        new SecretBytes(RandomNumberGenerator.GetBytes(32))
    );
    private static readonly Encryption Subject = new(new KeyRing([First]));

    [Property]
    [Trait("Requirement", "D19")]
    // Fails when: Encryption loses or changes bytes of what it protects.
    public bool What_is_protected_can_be_read(byte[] clear, NonNull<string> context) =>
        Subject
            .Unprotect(
                KeyPurpose.Outbox,
                Subject.Protect(KeyPurpose.Outbox, clear, context.Get),
                context.Get
            )
            .SequenceEqual(clear);

    [Property]
    [Trait("Requirement", "D19")]
    // Fails when: SealedValue leaves any byte of the value out of what is authenticated.
    public bool A_value_with_one_bit_changed_cannot_be_read(byte[] clear, PositiveInt place)
    {
        var value = Subject.Protect(KeyPurpose.Outbox, clear);
        value[place.Get / 8 % value.Length] ^= (byte)(1 << place.Get % 8);
        return CannotBeRead(Subject, KeyPurpose.Outbox, value, "");
    }

    [Property]
    [Trait("Requirement", "D19")]
    // Fails when: the context is not part of the associated data.
    public Property A_value_cannot_be_read_in_another_context(
        byte[] clear,
        NonNull<string> made,
        NonNull<string> read
    ) =>
        CannotBeRead(
                Subject,
                KeyPurpose.Outbox,
                Subject.Protect(KeyPurpose.Outbox, clear, made.Get),
                read.Get
            )
            .When(
                System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(made.Get))
                    != System.Text.Encoding.UTF8.GetString(
                        System.Text.Encoding.UTF8.GetBytes(read.Get)
                    )
            );

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: two purposes share a key and associated data.
    public void A_value_cannot_be_read_for_another_purpose()
    {
        var value = Subject.Protect(KeyPurpose.Outbox, [1, 2, 3]);
        CannotBeRead(Subject, KeyPurpose.SigningKeys, value, "").ShouldBeTrue();
    }

    [Fact]
    // Fails when: each purpose does not have a key of its own.
    public void Every_purpose_has_a_key_of_its_own()
    {
        var ring = new KeyRing([First]);
        var purposes = typeof(KeyPurpose)
            .GetFields()
            .Select(field => field.GetValue(null))
            .OfType<KeyPurpose>()
            .ToList();
        purposes.Count.ShouldBeGreaterThan(5);
        purposes.Select(purpose => Convert.ToHexString(ring.Derive(purpose))).ShouldBeUnique();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: the key's id is not in the value, or reading takes the current key only.
    public void A_value_of_an_earlier_root_key_can_be_read_while_the_file_holds_it()
    {
        var old = Subject.Protect(KeyPurpose.Outbox, [1, 2, 3]);
        new Encryption(new KeyRing([Second, First]))
            .Unprotect(KeyPurpose.Outbox, old)
            .ShouldBe([1, 2, 3]);
        CannotBeRead(new Encryption(new KeyRing([Second])), KeyPurpose.Outbox, old, "")
            .ShouldBeTrue();
    }

    [Fact]
    // Fails when: nonces repeat.
    public void The_same_bytes_are_never_protected_alike() =>
        Enumerable
            .Range(0, 100)
            .Select(_ => Convert.ToHexString(Subject.Protect(KeyPurpose.Outbox, [1])))
            .ShouldBeUnique();

    [Fact]
    // Fails when: a secret type shows its content as text.
    public void Secrets_do_not_show_themselves()
    {
        new SecretText("hunter2 hunter2").ToString().ShouldBe("(secret)");
        $"{First}".ShouldNotContain(Convert.ToBase64String(First.Material.Reveal()));
        $"{First}".ShouldContain("(secret)");
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: fingerprints of phones and of taxpayer numbers are made with one key.
    public void Fingerprints_of_different_purposes_are_unrelated()
    {
        var fingerprints = new Fingerprints(new KeyRing([First]));
        var purposes = typeof(FingerprintPurpose)
            .GetFields()
            .Select(field => field.GetValue(null))
            .OfType<FingerprintPurpose>()
            .ToList();
        purposes.Count.ShouldBeGreaterThan(3);
        purposes.Select(purpose => fingerprints.Of(purpose, "+12025550143")).ShouldBeUnique();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: fingerprints follow the current key while the rows were made with an earlier one.
    public void Fingerprints_stay_as_they_are_when_a_new_current_key_is_added()
    {
        var before = new Fingerprints(new KeyRing([First])).Of(
            FingerprintPurpose.Email,
            "maria@example.org"
        );
        var ring = new KeyRing([Second, First]);
        ring.UseForLookUp("k1");
        new Fingerprints(ring).Of(FingerprintPurpose.Email, "maria@example.org").ShouldBe(before);
        before.Length.ShouldBe(Fingerprints.Length);
    }

    private static bool CannotBeRead(
        Encryption encryption,
        KeyPurpose purpose,
        byte[] value,
        string context
    )
    {
        try
        {
            encryption.Unprotect(purpose, value, context);
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}
