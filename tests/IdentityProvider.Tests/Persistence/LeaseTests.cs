using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Persistence;

[Trait("Engine", "Sqlite")]
public sealed class LeaseOnSqliteTests : LeaseCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class LeaseOnPostgreSqlTests : LeaseCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class LeaseOnSqlServerTests : SqlServerVariant<LeaseCases>;

internal sealed class LeaseOnSqlServer : LeaseCases
{
    protected override Engine Engine => Engine.SqlServer;
}
