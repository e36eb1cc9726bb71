using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Engine", "Sqlite")]
public sealed class NewPasswordsOnSqliteTests : NewPasswordsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class NewPasswordsOnPostgreSqlTests : NewPasswordsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class NewPasswordsOnSqlServerTests : SqlServerVariant<NewPasswordsCases>;

internal sealed class NewPasswordsOnSqlServer : NewPasswordsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
