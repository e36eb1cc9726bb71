using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Engine", "Sqlite")]
public sealed class AccountsOnSqliteTests : AccountsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class AccountsOnPostgreSqlTests : AccountsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class AccountsOnSqlServerTests : SqlServerVariant<AccountsCases>;

internal sealed class AccountsOnSqlServer : AccountsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
