using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SecureAccess.Persistence;

/// <summary>Says whether a failed save broke a unique index: the race was lost, and someone else holds the value.</summary>
public static class UniqueViolation
{
    /// <summary>True for error 2627 or 2601 of SQL Server, 23505 of PostgreSQL, and 2067 or 1555 of SQLite.</summary>
    public static bool Is(DbUpdateException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.InnerException switch
        {
            SqlException sqlServer => sqlServer.Number is 2627 or 2601,
            PostgresException postgreSql => postgreSql.SqlState
                == PostgresErrorCodes.UniqueViolation,
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555,
            _ => false,
        };
    }
}
