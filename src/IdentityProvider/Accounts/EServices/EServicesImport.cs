using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts.EServices;

/// <summary>A row that was not imported.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Reason">Why; no taxpayer number, name or email address is in it.</param>
public sealed record RejectedRow(long Line, string Reason);

/// <summary>How many rows did what.</summary>
/// <param name="Added">Accounts that were not there.</param>
/// <param name="Changed">Accounts whose name, email address or roles changed.</param>
/// <param name="Unchanged">Accounts that were there as they are in the file.</param>
/// <param name="Rejected">Rows that were not imported.</param>
public sealed record ImportCounts(int Added, int Changed, int Unchanged, int Rejected)
{
    /// <summary>Both together.</summary>
    public ImportCounts Plus(ImportCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ImportCounts(
            Added + other.Added,
            Changed + other.Changed,
            Unchanged + other.Unchanged,
            Rejected + other.Rejected
        );
    }
}

/// <summary>
/// Imports e-Services accounts from a file (D14). The file is read through before anything is changed, and then imported in batches, each
/// one change: to import a file again, whole or after a crash, changes only what is not there yet.
/// </summary>
public sealed class EServicesImport(StateChange stateChange, EServicesBatch batches, AuditLog audit)
{
    /// <summary>Rows of one change.</summary>
    private const int BatchSize = 500;

    private const int MostTries = 5;

    /// <summary>Imports a file.</summary>
    /// <param name="file">The file; it is read twice.</param>
    /// <param name="taxpayerNumber">Reads a taxpayer number as nine digits, or null.</param>
    /// <param name="rejected">Told of every row that is not imported, in the order of the file.</param>
    /// <param name="cancellationToken">Ends the work; what was imported stays.</param>
    /// <exception cref="EServicesFileException">Nothing was imported: the file has not the form.</exception>
    public async Task<ImportCounts> Import(
        Stream file,
        Func<string, string?> taxpayerNumber,
        Action<RejectedRow> rejected,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var _ in EServicesFile.Rows(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        file.Position = 0;
        var seen = new SeenRows();
        var counts = new ImportCounts(0, 0, 0, 0);
        foreach (var lines in EServicesFile.Rows(file).Chunk(BatchSize))
        {
            var refused = new List<RejectedRow>();
            var rows = Read(lines, taxpayerNumber, seen, refused);
            var (batch, alsoRefused) = await InOneChange(rows, cancellationToken);
            refused.AddRange(alsoRefused);
            foreach (var row in refused.OrderBy(row => row.Line))
            {
                rejected(row);
            }

            counts = counts.Plus(batch with { Rejected = refused.Count });
        }

        return counts;
    }

    private static List<EServicesRow> Read(
        IEnumerable<(long Line, IReadOnlyList<string>? Values)> lines,
        Func<string, string?> taxpayerNumber,
        SeenRows seen,
        List<RejectedRow> refused
    )
    {
        var rows = new List<EServicesRow>();
        foreach (var (line, values) in lines)
        {
            var reading = values is null
                ? new RowReading.Rejected("it is no line of a CSV file: its quotes do not match")
                : EServicesRowRules.Read(line, values, taxpayerNumber);
            switch (reading)
            {
                case RowReading.Rejected { Reason: var reason }:
                    refused.Add(new RejectedRow(line, reason));
                    break;
                case RowReading.Read { Row: var row } when seen.Problem(row) is { } problem:
                    refused.Add(new RejectedRow(line, problem));
                    break;
                case RowReading.Read { Row: var row }:
                    rows.Add(row);
                    break;
            }
        }

        return rows;
    }

    private async Task<(ImportCounts Counts, IReadOnlyList<RejectedRow> Refused)> InOneChange(
        List<EServicesRow> rows,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await stateChange.InOneTransaction(
                    async token =>
                    {
                        var (counts, refused) = await batches.Take(rows, token);
                        if (counts.Added + counts.Changed > 0)
                        {
                            audit.Append(
                                EServicesEvents.Imported,
                                null,
                                ("added", $"{counts.Added}"),
                                ("changed", $"{counts.Changed}")
                            );
                        }

                        return (counts, refused);
                    },
                    cancellationToken
                );
            }
            catch (DbUpdateException exception)
                when (UniqueViolation.Is(exception) && tries < MostTries)
            {
                // Somebody took one of the names since it was looked up: looked up again, it is not available.
            }
        }
    }

    /// <summary>What stood in the file before: of names and numbers 16 bytes each of a hash, so that a long file fits.</summary>
    private sealed class SeenRows
    {
        private readonly HashSet<UInt128> names = [];
        private readonly HashSet<UInt128> numbers = [];

        public string? Problem(EServicesRow row) =>
            !names.Add(Hash(TakenUsername.NormalForm(row.Username)))
                ? "the username stands in the file before"
            : !numbers.Add(Hash(row.TaxpayerNumber))
                ? "the taxpayerNumber stands in the file before"
            : null;

        private static UInt128 Hash(string value) =>
            MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
    }
}

/// <summary>What happens to imported accounts.</summary>
public static class EServicesEvents
{
    /// <summary>Rows of a file were imported.</summary>
    public static readonly AuditEventType Imported = new("e-services.imported");
}
