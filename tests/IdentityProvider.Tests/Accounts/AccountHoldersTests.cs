using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Engine", "Sqlite")]
public sealed class AccountHoldersOnSqliteTests : AccountHoldersCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class AccountHoldersOnPostgreSqlTests : AccountHoldersCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class AccountHoldersOnSqlServerTests : SqlServerVariant<AccountHoldersCases>;

internal sealed class AccountHoldersOnSqlServer : AccountHoldersCases
{
    protected override Engine Engine => Engine.SqlServer;
}
