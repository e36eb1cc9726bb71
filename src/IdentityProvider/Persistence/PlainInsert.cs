using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>
/// Inserts a row by one plain statement, without the change tracker: for the few rows that the hot path writes. The statement is
/// made once, from the model.
/// </summary>
public sealed class PlainInsert<T>
    where T : class
{
    private volatile Statement? statement;

    /// <summary>Inserts the row; inside a transaction it is part of it.</summary>
    public Task Execute(SecureAccessDbContext database, T row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var made = statement ??= Make(database);
        var values = new object?[made.Read.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = made.Read[i](row);
        }

        return database.Database.ExecuteSqlRawAsync(made.Sql, values!, cancellationToken);
    }

    private static Statement Make(SecureAccessDbContext database)
    {
        var entity = database.Model.FindEntityType(typeof(T))!;
        var properties = entity.GetProperties().ToArray();
        var columns = properties.Select(property => $"\"{property.GetColumnName()}\"");
        var places = properties.Select(
            (_, i) => string.Create(CultureInfo.InvariantCulture, $"{{{i}}}")
        );
        // Double quotes are the one way of naming that all three engines know.
        return new Statement(
            $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns)}) VALUES ({string.Join(", ", places)})",
            [
                .. properties.Select<
                    Microsoft.EntityFrameworkCore.Metadata.IProperty,
                    Func<T, object?>
                >(property =>
                {
                    var getter = property.GetGetter();
                    var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
                    return convert is null
                        ? row => getter.GetClrValue(row)
                        : row => getter.GetClrValue(row) is { } value ? convert(value) : null;
                }),
            ]
        );
    }

    private sealed record Statement(string Sql, Func<T, object?>[] Read);
}
