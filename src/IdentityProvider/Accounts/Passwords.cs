using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecureAccess.Keys;

namespace SecureAccess.Accounts;

/// <summary>What a password was worth.</summary>
public enum PasswordCheck
{
    /// <summary>It is the account's.</summary>
    Right,

    /// <summary>It is, and its hash is to be made anew with today's parameters.</summary>
    RightButOutdated,

    /// <summary>It is not, or there is no such account or password.</summary>
    Wrong,

    /// <summary>Too many hashes are waiting; nothing was checked.</summary>
    Busy,
}

/// <summary>
/// Checks and hashes passwords behind a bulkhead: the one deliberately slow operation must not starve token requests.
/// An unknown account costs the same work as a known one.
/// </summary>
public sealed class Passwords : IDisposable
{
    private readonly IPasswordHasher<Account> hasher;
    private readonly ConcurrencyLimiter bulkhead;
    private readonly string decoy;

    /// <summary>Makes the bulkhead by the settings.</summary>
    public Passwords(
        IPasswordHasher<Account> hasher,
        IOptions<PasswordOptions> options,
        TimeProvider clock
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        this.hasher = hasher;
        bulkhead = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit =
                    options.Value.Parallel > 0
                        ? options.Value.Parallel
                        : Math.Max(1, Environment.ProcessorCount - 1),
                QueueLimit = options.Value.Waiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
        var nobody = new Account { CreatedAt = clock.GetUtcNow() };
        decoy = hasher.HashPassword(nobody, Guid.NewGuid().ToString());
    }

    /// <summary>Longest password taken, in UTF-16 units: 128 code points (D8).</summary>
    public const int LongestInput = 256;

    /// <summary>Checks a password; without an account or hash it does the same work and answers <see cref="PasswordCheck.Wrong"/>.</summary>
    public async Task<PasswordCheck> Check(
        Account? account,
        SecretText password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(password);
        using var permit = await bulkhead.AcquireAsync(1, cancellationToken);
        if (!permit.IsAcquired)
        {
            return PasswordCheck.Busy;
        }

        var hash = account?.PasswordHash;
        var verified = await Task.Run(
            () => hasher.VerifyHashedPassword(account!, hash ?? decoy, password.Reveal()),
            cancellationToken
        );
        return hash is null
            ? PasswordCheck.Wrong
            : verified switch
            {
                PasswordVerificationResult.Success => PasswordCheck.Right,
                PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightButOutdated,
                _ => PasswordCheck.Wrong,
            };
    }

    /// <summary>Hashes a password with today's parameters.</summary>
    /// <returns>The hash, or null when too many are waiting.</returns>
    public async Task<string?> Hash(
        Account account,
        SecretText password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(password);
        using var permit = await bulkhead.AcquireAsync(1, cancellationToken);
        return permit.IsAcquired
            ? await Task.Run(
                () => hasher.HashPassword(account, password.Reveal()),
                cancellationToken
            )
            : null;
    }

    /// <inheritdoc />
    public void Dispose() => bulkhead.Dispose();
}
