using Microsoft.Data.Sqlite;

namespace SecureAccess.EndToEnd.Leaks;

/// <summary>Every value of every column of every table of a SQLite database.</summary>
public static class DatabaseCells
{
    /// <summary>Reads them all.</summary>
    /// <param name="file">The database.</param>
    public static IReadOnlyList<Cell> Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return [.. Tables(connection).SelectMany(table => Cells(connection, table))];
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static List<Cell> Cells(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database's own list of tables.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var cells = new List<Cell>();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                cells.Add(new Cell(table, reader.GetName(i), reader.GetValue(i)));
            }
        }

        return cells;
    }
}

/// <summary>One value.</summary>
public sealed record Cell(string Table, string Column, object Value)
{
    /// <summary>The kinds of the known values that stand in it.</summary>
    public IEnumerable<string> Leaks(LeakSearch search) =>
        Value switch
        {
            byte[] bytes => search.In(bytes),
            DBNull => [],
            // A number is looked at as it would be printed: a code could be kept as one.
            var other => search.In(
                Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? ""
            ),
        };
}
