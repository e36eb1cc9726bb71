using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>Finds and makes the names by which clients know people.</summary>
public sealed class SubjectIdentifiers(SecureAccessDbContext database, TimeProvider clock)
{
    /// <summary>
    /// The identifier of this person for this client, made when there is none: it is then added to the context and saved with
    /// the caller's change. Two that make it at once break a unique index; the loser's change is to be run again.
    /// </summary>
    public async Task<string> Of(Guid accountId, Client client, CancellationToken cancellationToken)
    {
        if (await Known(accountId, client, cancellationToken) is { } value)
        {
            return value;
        }

        var made = new SubjectIdentifier
        {
            Id = Guid.CreateVersion7(),
            AccountId = accountId,
            Sector = SectorOf(client),
            Value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            CreatedAt = clock.GetUtcNow(),
        };
        database.Add(made);
        return made.Value;
    }

    /// <summary>The identifier of this person for this client, or null when it was never given one.</summary>
    public Task<string?> Known(Guid accountId, Client client, CancellationToken cancellationToken)
    {
        var sector = SectorOf(client);
        return database
            .Set<SubjectIdentifier>()
            .AsNoTracking()
            .Where(subject => subject.AccountId == accountId && subject.Sector == sector)
            .Select(subject => subject.Value)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The person whom this client knows by this identifier.</summary>
    public async Task<Guid?> Find(Client client, string value, CancellationToken cancellationToken)
    {
        var sector = SectorOf(client);
        return await database
            .Set<SubjectIdentifier>()
            .AsNoTracking()
            .Where(subject =>
                subject.Value == value && subject.Sector == sector && subject.RetiredAt == null
            )
            .Select(subject => (Guid?)subject.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Joins one account's identifiers into another's, in the caller's change (D13, D14): every client keeps the one that it knew. Where
    /// a sector knew both, the one used last stays and the other becomes a tombstone.
    /// </summary>
    /// <param name="from">The account that is closed.</param>
    /// <param name="into">The account that goes on.</param>
    /// <param name="joinId">The record of the join.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task Join(Guid from, Guid into, Guid joinId, CancellationToken cancellationToken)
    {
        var all = await database
            .Set<SubjectIdentifier>()
            .AsNoTracking()
            .Where(subject => subject.AccountId == from || subject.AccountId == into)
            .ToListAsync(cancellationToken);
        foreach (var moving in all.Where(subject => subject.AccountId == from))
        {
            var staying = all.SingleOrDefault(subject =>
                subject.AccountId == into && subject.Sector == moving.Sector
            );
            if (staying is null)
            {
                await Move(moving, into, null, joinId, cancellationToken);
                continue;
            }

            var newerIsLast =
                await LastUse(moving, cancellationToken)
                > await LastUse(staying, cancellationToken);
            var (last, other) = newerIsLast ? (moving, staying) : (staying, moving);
            await Move(other, joinId, clock.GetUtcNow(), joinId, cancellationToken);
            if (last.AccountId != into)
            {
                await Move(last, into, null, joinId, cancellationToken);
            }
        }
    }

    private async Task<DateTimeOffset> LastUse(
        SubjectIdentifier subject,
        CancellationToken cancellationToken
    )
    {
        var granted = await database
            .Set<Grant>()
            .Where(grant =>
                grant.AccountId == subject.AccountId && grant.SubjectIdentifier == subject.Value
            )
            .MaxAsync(grant => grant.CreationDate, cancellationToken);
        return granted is { } at
            ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc))
            : subject.CreatedAt;
    }

    private Task<int> Move(
        SubjectIdentifier subject,
        Guid to,
        DateTimeOffset? retiredAt,
        Guid joinId,
        CancellationToken cancellationToken
    ) =>
        database
            .Set<SubjectIdentifier>()
            .Where(row => row.Id == subject.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AccountId, to)
                        .SetProperty(row => row.RetiredAt, retiredAt)
                        .SetProperty(row => row.MovedFrom, subject.AccountId)
                        .SetProperty(row => row.JoinId, joinId),
                cancellationToken
            );

    /// <summary>
    /// The clients that know a person by one name: those of one registered sector, or a client alone; empty for all whose subject type is
    /// <c>public</c>.
    /// </summary>
    public static string SectorOf(Client client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SubjectType == "public"
            ? SubjectIdentifier.PublicSector
            : client.Sector ?? client.ClientId!;
    }
}
