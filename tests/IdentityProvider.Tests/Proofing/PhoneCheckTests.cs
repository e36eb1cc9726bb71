using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Proofing;

[Trait("Engine", "Sqlite")]
public sealed class PhoneCheckOnSqliteTests : PhoneCheckCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class PhoneCheckOnPostgreSqlTests : PhoneCheckCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class PhoneCheckOnSqlServerTests : SqlServerVariant<PhoneCheckCases>;

internal sealed class PhoneCheckOnSqlServer : PhoneCheckCases
{
    protected override Engine Engine => Engine.SqlServer;
}
