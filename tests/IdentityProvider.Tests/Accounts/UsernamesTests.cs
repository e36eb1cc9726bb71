using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Engine", "Sqlite")]
public sealed class UsernamesOnSqliteTests : UsernamesCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class UsernamesOnPostgreSqlTests : UsernamesCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class UsernamesOnSqlServerTests : SqlServerVariant<UsernamesCases>;

internal sealed class UsernamesOnSqlServer : UsernamesCases
{
    protected override Engine Engine => Engine.SqlServer;
}
