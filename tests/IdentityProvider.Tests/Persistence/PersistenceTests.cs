using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Persistence;

[Trait("Engine", "Sqlite")]
public sealed class PersistenceOnSqliteTests : PersistenceCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class PersistenceOnPostgreSqlTests : PersistenceCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class PersistenceOnSqlServerTests : SqlServerVariant<PersistenceCases>;

internal sealed class PersistenceOnSqlServer : PersistenceCases
{
    protected override Engine Engine => Engine.SqlServer;
}
