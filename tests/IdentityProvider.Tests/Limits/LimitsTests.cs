using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Limits;

[Trait("Engine", "Sqlite")]
public sealed class LimitsOnSqliteTests : LimitsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class LimitsOnPostgreSqlTests : LimitsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class LimitsOnSqlServerTests : SqlServerVariant<LimitsCases>;

internal sealed class LimitsOnSqlServer : LimitsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
