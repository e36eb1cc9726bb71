using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts.EServices;

/// <summary>Imports some rows in the caller's <see cref="StateChange"/>: a few statements, however many rows there are.</summary>
public sealed class EServicesBatch(
    SecureAccessDbContext database,
    PersonalData personalData,
    Fingerprints fingerprints,
    TakenUsernames usernames,
    TimeProvider clock
)
{
    /// <summary>Takes rows no two of which have a username or a taxpayer number in common.</summary>
    /// <returns>What was done, and the rows that what is here forbids.</returns>
    public async Task<(ImportCounts Counts, IReadOnlyList<RejectedRow> Refused)> Take(
        IReadOnlyList<EServicesRow> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (byNumber, byName) = await Find(rows, cancellationToken);
        var counts = new ImportCounts(0, 0, 0, 0);
        var refused = new List<RejectedRow>();
        foreach (var row in rows)
        {
            var name = TakenUsername.NormalForm(row.Username);
            if (byNumber.GetValueOrDefault(FingerprintOf(row)) is { } there)
            {
                if (TakenUsername.NormalForm(there.Username) != name)
                {
                    refused.Add(
                        new RejectedRow(
                            row.Line,
                            "the taxpayerNumber was imported with another username"
                        )
                    );
                }
                else
                {
                    counts = await Change(there, row, cancellationToken)
                        ? counts with
                        {
                            Changed = counts.Changed + 1,
                        }
                        : counts with
                        {
                            Unchanged = counts.Unchanged + 1,
                        };
                }
            }
            else if (byName.Contains(name))
            {
                refused.Add(
                    new RejectedRow(
                        row.Line,
                        "the username is in use here, was retired, or was imported with another taxpayerNumber"
                    )
                );
            }
            else
            {
                await Add(row, cancellationToken);
                counts = counts with { Added = counts.Added + 1 };
            }
        }

        return (counts, refused);
    }

    private async Task<(
        Dictionary<string, EServicesAccount> ByNumber,
        HashSet<string> ByName
    )> Find(IReadOnlyList<EServicesRow> rows, CancellationToken cancellationToken)
    {
        var numbers = rows.Select(FingerprintOf).ToList();
        var byNumber = await database
            .Set<EServicesAccount>()
            .Where(imported => numbers.Contains(imported.TaxpayerNumberFingerprint))
            .ToDictionaryAsync(imported => imported.TaxpayerNumberFingerprint, cancellationToken);
        // Their keys at once: each is looked for in the context before it is asked for.
        var ids = byNumber.Values.Select(imported => imported.Id).ToList();
        await database
            .Set<PersonKey>()
            .Where(key => ids.Contains(key.PersonId))
            .LoadAsync(cancellationToken);
        var names = rows.Select(row => TakenUsername.NormalForm(row.Username)).ToList();
        var taken = await database
            .Set<TakenUsername>()
            .Where(taken => names.Contains(taken.Name))
            .Select(taken => taken.Name)
            .ToListAsync(cancellationToken);
        return (byNumber, [.. taken]);
    }

    private async Task Add(EServicesRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await personalData.CreateKey(id, cancellationToken);
        usernames.Take(row.Username, id);
        database.Add(
            new EServicesAccount
            {
                Id = id,
                Username = row.Username,
                TaxpayerNumberFingerprint = FingerprintOf(row),
                TaxpayerNumber = await personalData.Protect(
                    id,
                    AccountFields.TaxpayerNumber,
                    row.TaxpayerNumber,
                    cancellationToken
                ),
                Name = await personalData.Protect(
                    id,
                    AccountFields.Person,
                    NameOf(row),
                    cancellationToken
                ),
                Email = await personalData.Protect(
                    id,
                    AccountFields.Email,
                    row.Email,
                    cancellationToken
                ),
                Roles = row.Roles,
                ImportedAt = now,
            }
        );
    }

    private async Task<bool> Change(
        EServicesAccount there,
        EServicesRow row,
        CancellationToken cancellationToken
    )
    {
        var changed = false;
        if (await Differs(there.Name, AccountFields.Person, NameOf(row)))
        {
            there.Name = await personalData.Protect(
                there.Id,
                AccountFields.Person,
                NameOf(row),
                cancellationToken
            );
        }

        if (await Differs(there.Email, AccountFields.Email, row.Email))
        {
            there.Email = await personalData.Protect(
                there.Id,
                AccountFields.Email,
                row.Email,
                cancellationToken
            );
        }

        if (there.Roles != row.Roles)
        {
            changed = true;
            there.Roles = row.Roles;
            // Saved first: whoever assigns it at this moment reads these roles, or is seen by the statement that follows.
            await database.SaveChangesAsync(cancellationToken);
            await Tell(there, cancellationToken);
        }

        return changed;

        async Task<bool> Differs(byte[] value, string field, string wanted)
        {
            var differs =
                await personalData.Reveal(there.Id, field, value, cancellationToken) != wanted;
            changed |= differs;
            return differs;
        }
    }

    // The account that it was merged with has them too: tokens are made from there.
    private Task<int> Tell(EServicesAccount there, CancellationToken cancellationToken) =>
        database
            .Set<Account>()
            .Where(account =>
                database
                    .Set<EServicesAccount>()
                    .Any(row => row.Id == there.Id && row.AssignedTo == account.Id)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(account => account.Roles, there.Roles),
                cancellationToken
            );

    private string FingerprintOf(EServicesRow row) =>
        fingerprints.Of(FingerprintPurpose.TaxpayerNumber, row.TaxpayerNumber);

    private static string NameOf(EServicesRow row) =>
        JsonSerializer.Serialize(new[] { row.GivenName, row.FamilyName });
}
