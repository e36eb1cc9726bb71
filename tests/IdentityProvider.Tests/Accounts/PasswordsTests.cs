using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using Shouldly;
using Xunit;
using PasswordOptions = SecureAccess.Accounts.PasswordOptions;

namespace SecureAccess.Tests.Accounts;

[Trait("Requirement", "D8")]
public sealed class PasswordsTests
{
    private static readonly SecretText Typed = new("correct horse battery");

    // Fails when: an unknown account is answered without the work of a hash, so that time tells who has an account.
    [Fact]
    [Trait("Threat", "Credential-stuffing")]
    public async Task Nobody_costs_as_many_hashes_as_somebody()
    {
        var hasher = new SlowHasher();
        using var passwords = Make(hasher);
        hasher.Verified = 0;
        hasher.Release();
        (await passwords.Check(null, Typed, CancellationToken.None)).ShouldBe(PasswordCheck.Wrong);
        hasher.Verified.ShouldBe(1);
        (await passwords.Check(WithoutPassword(), Typed, CancellationToken.None)).ShouldBe(
            PasswordCheck.Wrong
        );
        hasher.Verified.ShouldBe(2);
    }

    // Fails when: a flood of sign-ins computes more hashes at once than the bulkhead allows, or waits without bound.
    [Fact]
    public async Task A_flood_waits_at_the_bulkhead_and_the_rest_is_told_to_come_back()
    {
        var hasher = new SlowHasher();
        using var passwords = Make(hasher, parallel: 2, waiting: 3);
        var checks = Enumerable
            .Range(0, 10)
            .Select(_ => passwords.Check(null, Typed, CancellationToken.None))
            .ToArray();
        (await Task.WhenAll(checks.Skip(5))).ShouldAllBe(check => check == PasswordCheck.Busy);
        hasher.Release();
        (await Task.WhenAll(checks.Take(5))).ShouldAllBe(check => check == PasswordCheck.Wrong);
        hasher.Most.ShouldBeLessThanOrEqualTo(2);
    }

    private static Account WithoutPassword() => new() { CreatedAt = DateTimeOffset.UnixEpoch };

    private static Passwords Make(
        IPasswordHasher<Account> hasher,
        int parallel = 1,
        int waiting = 10
    ) =>
        new(
            hasher,
            Options.Create(new PasswordOptions { Parallel = parallel, Waiting = waiting }),
            TimeProvider.System
        );

    private sealed class SlowHasher : IPasswordHasher<Account>
    {
        private readonly ManualResetEventSlim released = new();
        private int now;

        public int Verified { get; set; }

        public int Most { get; private set; }

        public void Release() => released.Set();

        public string HashPassword(Account user, string password) => "decoy";

        public PasswordVerificationResult VerifyHashedPassword(
            Account user,
            string hashedPassword,
            string providedPassword
        )
        {
            lock (released)
            {
                now++;
                Verified++;
                Most = Math.Max(Most, now);
            }

            released.Wait();
            lock (released)
            {
                now--;
            }

            return PasswordVerificationResult.Failed;
        }
    }
}
