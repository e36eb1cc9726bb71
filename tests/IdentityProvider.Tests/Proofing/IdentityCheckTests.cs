using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Proofing;

[Trait("Engine", "Sqlite")]
public sealed class IdentityCheckOnSqliteTests : IdentityCheckCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class IdentityCheckOnPostgreSqlTests : IdentityCheckCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class IdentityCheckOnSqlServerTests : SqlServerVariant<IdentityCheckCases>;

internal sealed class IdentityCheckOnSqlServer : IdentityCheckCases
{
    protected override Engine Engine => Engine.SqlServer;
}
