using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Persistence;

/// <summary>
/// Lets one node at a time do a piece of background work. A lease has a name, an owner and an end; it is taken, and taken again by
/// its owner, by one conditional update, so that any number of nodes may try at once. A node that dies loses it by time.
/// </summary>
/// <remarks>Use it in a scope of its own, outside a <see cref="StateChange"/>. Nodes' clocks must agree within the length of a lease.</remarks>
public sealed class Lease(SecureAccessDbContext database, TimeProvider clock)
{
    /// <summary>This process, for as long as it runs.</summary>
    public static string ThisNode { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Takes or prolongs the lease.</summary>
    /// <param name="name">The work's name, at most 64 characters.</param>
    /// <param name="length">How long it is held unless taken again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="owner">Who takes it; this process by default.</param>
    /// <returns>True: this owner holds it. False: another does.</returns>
    public async Task<bool> Take(
        string name,
        TimeSpan length,
        CancellationToken cancellationToken,
        string? owner = null
    )
    {
        var me = owner ?? ThisNode;
        var now = clock.GetUtcNow();
        var end = now + length;
        var taken = await database
            .Set<HeldLease>()
            .Where(lease => lease.Name == name && (lease.Owner == me || lease.ExpiresAt <= now))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(lease => lease.Owner, me)
                        .SetProperty(lease => lease.ExpiresAt, end),
                cancellationToken
            );
        if (taken == 1)
        {
            return true;
        }

        return !await database
                .Set<HeldLease>()
                .AnyAsync(lease => lease.Name == name, cancellationToken)
            && await database.TryInsert(
                new HeldLease
                {
                    Name = name,
                    Owner = me,
                    ExpiresAt = end,
                },
                cancellationToken
            );
    }

    /// <summary>Gives the lease back, so that another node need not wait for its end. Nothing happens when it is not held.</summary>
    public Task GiveBack(string name, CancellationToken cancellationToken, string? owner = null)
    {
        var me = owner ?? ThisNode;
        return database
            .Set<HeldLease>()
            .Where(lease => lease.Name == name && lease.Owner == me)
            .ExecuteUpdateAsync(
                set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch),
                cancellationToken
            );
    }
}

/// <summary>One lease: who does this work, until when.</summary>
public sealed class HeldLease
{
    /// <summary>The work's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process that holds it.</summary>
    public required string Owner { get; init; }

    /// <summary>From then on anyone may take it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<HeldLease>
    {
        public void Configure(EntityTypeBuilder<HeldLease> builder)
        {
            builder.ToTable("Leases");
            builder.HasKey(lease => lease.Name);
            builder.Property(lease => lease.Name).HasMaxLength(64).IsUnicode(false);
            builder.Property(lease => lease.Owner).HasMaxLength(64).IsUnicode(false);
        }
    }
}
