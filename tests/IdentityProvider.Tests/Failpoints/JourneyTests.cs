using SecureAccess.Persistence;
using Xunit;

namespace SecureAccess.Tests.Failpoints;

[Trait("Engine", "Sqlite")]
public sealed class JourneyOnSqliteTests : JourneyCases
{
    protected override Engine Engine => Engine.Sqlite;

    protected override int Every => 12;
}

[Trait("Engine", "PostgreSql")]
public sealed class JourneyOnPostgreSqlTests : JourneyCases
{
    protected override Engine Engine => Engine.PostgreSql;

    protected override int Every => 24;
}
