using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Proofing;

[Trait("Engine", "Sqlite")]
public sealed class CrashedCheckOnSqliteTests : CrashedCheckCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class CrashedCheckOnPostgreSqlTests : CrashedCheckCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class CrashedCheckOnSqlServerTests : SqlServerVariant<CrashedCheckCases>;

internal sealed class CrashedCheckOnSqlServer : CrashedCheckCases
{
    protected override Engine Engine => Engine.SqlServer;
}
