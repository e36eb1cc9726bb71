using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Engine", "Sqlite")]
public sealed class AccountNoticesOnSqliteTests : AccountNoticesCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class AccountNoticesOnPostgreSqlTests : AccountNoticesCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class AccountNoticesOnSqlServerTests : SqlServerVariant<AccountNoticesCases>;

internal sealed class AccountNoticesOnSqlServer : AccountNoticesCases
{
    protected override Engine Engine => Engine.SqlServer;
}
