using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SecureAccess.Tests.Persistence;

/// <summary>
/// What SQL Server refuses, or does badly, and a more permissive engine lets pass; read from a script without a server.
/// </summary>
internal static class SqlServerRules
{
    private const int LargestIndexKey = 1700;

    /// <summary>Everything wrong with the script; empty when it parses and breaks no rule.</summary>
    public static IReadOnlyList<string> Problems(string script)
    {
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(
            new StringReader(script),
            out var errors
        );
        if (errors.Count > 0)
        {
            return [.. errors.Select(error => $"line {error.Line}: {error.Message}")];
        }

        var found = new Schema();
        parsed.Accept(found);
        return
        [
            .. found.Indexes.SelectMany(index => IndexProblems(found, index)),
            .. CascadeProblems(found.Cascades),
        ];
    }

    private static IEnumerable<string> IndexProblems(Schema schema, Index index)
    {
        var columns = index
            .Columns.Select(column => schema.Columns[(index.Table, column)])
            .ToList();
        foreach (
            var (name, type) in index.Columns.Zip(columns).Where(pair => Bytes(pair.Second) is null)
        )
        {
            yield return $"{index.Name}: the column {name} is {Text(type)}, which no index takes (1919).";
        }

        var key = columns.Sum(type => Bytes(type) ?? 0);
        if (key > (index.Clustered ? 900 : LargestIndexKey))
        {
            yield return $"{index.Name}: the key takes {key} bytes (1946).";
        }

        if (index.Clustered && columns.Any(type => Name(type) == "uniqueidentifier"))
        {
            yield return $"{index.Name}: a GUID is clustered.";
        }
    }

    // 1785: a table may be reached from another by one path of cascading deletes only.
    private static IEnumerable<string> CascadeProblems(List<(string Parent, string Child)> cascades)
    {
        foreach (var start in cascades.Select(cascade => cascade.Parent).Distinct())
        {
            var paths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            Walk(start, [start]);
            foreach (var (child, count) in paths.Where(path => path.Value > 1))
            {
                yield return $"{start} cascades to {child} on {count} paths (1785).";
            }

            void Walk(string from, HashSet<string> seen)
            {
                foreach (var (_, child) in cascades.Where(cascade => cascade.Parent == from))
                {
                    paths[child] = paths.GetValueOrDefault(child) + (seen.Contains(child) ? 2 : 1);
                    if (seen.Add(child))
                    {
                        Walk(child, seen);
                        seen.Remove(child);
                    }
                }
            }
        }
    }

    private static string Name(DataTypeReference type) =>
        type.Name.BaseIdentifier.Value.ToLowerInvariant();

    private static string Text(DataTypeReference type) =>
        $"{Name(type)}({string.Join(',', ((ParameterizedDataTypeReference)type).Parameters.Select(p => p.Value))})";

    private static int? Bytes(DataTypeReference type)
    {
        var length = (type as ParameterizedDataTypeReference)?.Parameters.FirstOrDefault();
        return (Name(type), length) switch
        {
            (_, MaxLiteral) => null,
            ("nvarchar" or "nchar", { } n) => int.Parse(n.Value, null) * 2,
            ("varchar" or "char" or "varbinary" or "binary", { } n) => int.Parse(n.Value, null),
            ("uniqueidentifier", _) => 16,
            ("bigint" or "datetime2" or "float", _) => 8,
            ("datetimeoffset", _) => 10,
            ("bit", _) => 1,
            ("int", _) => 4,
            var (name, _) => throw new NotSupportedException(
                $"The size of {name} is not known to these rules."
            ),
        };
    }

    private sealed record Index(
        string Name,
        string Table,
        IReadOnlyList<string> Columns,
        bool Clustered
    );

    private sealed class Schema : TSqlFragmentVisitor
    {
        public Dictionary<(string Table, string Column), DataTypeReference> Columns { get; } = [];

        public List<Index> Indexes { get; } = [];

        public List<(string Parent, string Child)> Cascades { get; } = [];

        public override void Visit(CreateTableStatement node)
        {
            var table = node.SchemaObjectName.BaseIdentifier.Value;
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                Columns[(table, column.ColumnIdentifier.Value)] = column.DataType;
            }

            foreach (var constraint in node.Definition.TableConstraints)
            {
                Add(table, constraint);
            }
        }

        public override void Visit(AlterTableAddTableElementStatement node)
        {
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                Columns[
                    (node.SchemaObjectName.BaseIdentifier.Value, column.ColumnIdentifier.Value)
                ] = column.DataType;
            }

            foreach (var constraint in node.Definition.TableConstraints)
            {
                Add(node.SchemaObjectName.BaseIdentifier.Value, constraint);
            }
        }

        public override void Visit(CreateIndexStatement node) =>
            Indexes.Add(
                new Index(
                    node.Name.Value,
                    node.OnName.BaseIdentifier.Value,
                    [.. node.Columns.Select(column => Last(column.Column))],
                    node.Clustered ?? false
                )
            );

        private void Add(string table, ConstraintDefinition constraint)
        {
            switch (constraint)
            {
                case UniqueConstraintDefinition key:
                    Indexes.Add(
                        new Index(
                            key.ConstraintIdentifier?.Value ?? table,
                            table,
                            [.. key.Columns.Select(column => Last(column.Column))],
                            key.Clustered ?? key.IsPrimaryKey
                        )
                    );
                    break;
                case ForeignKeyConstraintDefinition
                {
                    DeleteAction: DeleteUpdateAction.Cascade or DeleteUpdateAction.SetNull
                } key:
                    Cascades.Add((key.ReferenceTableName.BaseIdentifier.Value, table));
                    break;
            }
        }

        private static string Last(ColumnReferenceExpression column) =>
            column.MultiPartIdentifier.Identifiers[^1].Value;
    }
}
