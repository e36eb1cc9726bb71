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
        var sector = SectorOf(client);
        var value = await database
            .Set<SubjectIdentifier>()
            .AsNoTracking()
            .Where(subject => subject.AccountId == accountId && subject.Sector == sector)
            .Select(subject => subject.Value)
            .FirstOrDefaultAsync(cancellationToken);
        if (value is not null)
        {
            return value;
        }

        var made = new SubjectIdentifier
        {
            Id = Guid.CreateVersion7(),
            AccountId = accountId,
            Sector = sector,
            Value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            CreatedAt = clock.GetUtcNow(),
        };
        database.Add(made);
        return made.Value;
    }

    /// <summary>The person whom this client knows by this identifier.</summary>
    public async Task<Guid?> Find(Client client, string value, CancellationToken cancellationToken)
    {
        var sector = SectorOf(client);
        return await database
            .Set<SubjectIdentifier>()
            .AsNoTracking()
            .Where(subject => subject.Value == value && subject.Sector == sector)
            .Select(subject => (Guid?)subject.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static string SectorOf(Client client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SubjectType == "public"
            ? SubjectIdentifier.PublicSector
            : client.Sector ?? client.ClientId!;
    }
}
