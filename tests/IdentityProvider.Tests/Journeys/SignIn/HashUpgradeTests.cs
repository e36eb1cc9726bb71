using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSec.Cryptography;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>D8: what made a hash stands with it; an outdated one works, and is made anew by the sign-in that it allows.</summary>
[Trait("Requirement", "D8")]
public sealed class HashUpgradeTests : IAsyncLifetime
{
    private static readonly TestPerson Maria = new();

    private HostGround ground = null!;

    public async ValueTask InitializeAsync() => ground = await HostGround.Create(Engine.Sqlite);

    public async ValueTask DisposeAsync() => await ground.DisposeAsync();

    // Fails when: a hash with weaker parameters is refused at sign-in, or stays as it is.
    [Fact]
    public async Task Weaker_parameters_are_upgraded_by_the_sign_in()
    {
        await using var host = await Host();
        await host.Add(Maria);
        var weak = WeakHash(host, Maria.Password);
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Account>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordHash, weak))
        );
        (await SignIn(host)).ShouldStartWith("$argon2id$19456,2$k1$");
        (await SignIn(host)).ShouldStartWith("$argon2id$19456,2$k1$");
    }

    // Fails when: the FIPS setting does not take effect at sign-in, or its hashes are refused when it is taken back.
    [Fact]
    public async Task The_FIPS_setting_upgrades_at_sign_in_and_back()
    {
        await using (var host = await Host())
        {
            await host.Add(Maria);
        }

        await using (var host = await Host("Pbkdf2"))
        {
            (await SignIn(host)).ShouldStartWith("$pbkdf2-sha512$210000$k1$");
        }

        await using (var host = await Host())
        {
            (await SignIn(host)).ShouldStartWith("$argon2id$19456,2$k1$");
        }
    }

    // Fails when: a rotated pepper refuses the passwords hashed under the one before, or leaves them under it.
    [Fact]
    public async Task A_rotated_pepper_is_taken_over_by_the_sign_in()
    {
        await using (var host = await Host())
        {
            await host.Add(Maria);
        }

        var file = Path.Combine(ground.Folder, "root.key");
        var old = await File.ReadAllTextAsync(file);
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(RootKeyFile.KeyBytes));
        await File.WriteAllTextAsync(file, $"k2 {fresh}\n{old}");
        await using (var host = await Host())
        {
            (await SignIn(host)).ShouldStartWith("$argon2id$19456,2$k2$");
            (await SignIn(host)).ShouldStartWith("$argon2id$19456,2$k2$");
        }
    }

    private static async Task<string> SignIn(SecureAccessHost host)
    {
        (await host.NewBrowser().SignIn(host, Maria)).Path().ShouldBe("/");
        return (await host.AccountOf(Maria.Email))!.PasswordHash!;
    }

    private static string WeakHash(SecureAccessHost host, string password)
    {
        var keys = host.Services.GetRequiredService<KeyRing>();
        var salt = RandomNumberGenerator.GetBytes(16);
        var peppered = HMACSHA512.HashData(
            keys.Derive(KeyPurpose.PasswordPepper, "k1"),
            Encoding.UTF8.GetBytes(password)
        );
        var hash = new Argon2id(
            new Argon2Parameters
            {
                DegreeOfParallelism = 1,
                MemorySize = 8192,
                NumberOfPasses = 1,
            }
        ).DeriveBytes(peppered, salt, 32);
        return new PasswordHash(PasswordHash.Argon2id, [8192, 1], "k1", salt, hash).Write();
    }

    private Task<SecureAccessHost> Host(string algorithm = "Argon2id") =>
        SecureAccessHost.Start(
            new HostWishes
            {
                Ground = ground,
                Settings = new Dictionary<string, string?> { ["Passwords:Algorithm"] = algorithm },
            }
        );
}
