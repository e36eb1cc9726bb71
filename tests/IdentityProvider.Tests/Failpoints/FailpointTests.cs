using SecureAccess.Persistence;
using Xunit;

namespace SecureAccess.Tests.Failpoints;

[Trait("Engine", "Sqlite")]
public sealed class FailpointOnSqliteTests : FailpointCases
{
    protected override Engine Engine => Engine.Sqlite;

    protected override int Every => 1;
}

[Trait("Engine", "PostgreSql")]
public sealed class FailpointOnPostgreSqlTests : FailpointCases
{
    protected override Engine Engine => Engine.PostgreSql;

    protected override int Every => 10;
}
