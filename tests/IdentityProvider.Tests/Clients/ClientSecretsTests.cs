using SecureAccess.Clients;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public sealed class ClientSecretsTests
{
    // Fails when: secrets are shorter than 256 bits or not random.
    [Fact]
    public void A_secret_has_256_random_bits()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => ClientSecrets.Generate()).ToArray();
        secrets.Distinct().Count().ShouldBe(100);
        secrets.ShouldAllBe(secret => secret.Length == 43);
    }

    // Fails when: the secret itself, or any other, is accepted or stored.
    [Fact]
    public void Only_the_hash_is_stored_and_only_its_own_secret_matches()
    {
        var stored = ClientSecrets.Hash("right");
        stored.ShouldNotContain("right");
        ClientSecrets.Matches("right", stored).ShouldBeTrue();
        ClientSecrets.Matches("wrong", stored).ShouldBeFalse();
        ClientSecrets.Matches(stored, stored).ShouldBeFalse();
        ClientSecrets.Matches("right", "").ShouldBeFalse();
    }
}
