using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Sessions;

[Trait("Engine", "Sqlite")]
public sealed class SessionsOnSqliteTests : SessionsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class SessionsOnPostgreSqlTests : SessionsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class SessionsOnSqlServerTests : SqlServerVariant<SessionsCases>;

internal sealed class SessionsOnSqlServer : SessionsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
