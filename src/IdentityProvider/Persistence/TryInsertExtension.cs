using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>Inserting a row that someone else may be inserting at the same moment.</summary>
public static class TryInsertExtension
{
    /// <summary>Inserts and saves one row by itself.</summary>
    /// <returns>False when a row with its key or unique value exists already; nothing is then left in the context.</returns>
    public static async Task<bool> TryInsert<T>(
        this SecureAccessDbContext database,
        T row,
        CancellationToken cancellationToken
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(database);
        var entry = database.Add(row);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }
}
