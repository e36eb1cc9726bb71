using SecureAccess.Persistence;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

[Trait("Engine", "Sqlite")]
public sealed class MergeOnSqliteTests : MergeCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class MergeOnPostgreSqlTests : MergeCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
