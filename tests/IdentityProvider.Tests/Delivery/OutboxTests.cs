using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Delivery;

[Trait("Engine", "Sqlite")]
public sealed class OutboxOnSqliteTests : OutboxCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class OutboxOnPostgreSqlTests : OutboxCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class OutboxOnSqlServerTests : SqlServerVariant<OutboxCases>;

internal sealed class OutboxOnSqlServer : OutboxCases
{
    protected override Engine Engine => Engine.SqlServer;
}
