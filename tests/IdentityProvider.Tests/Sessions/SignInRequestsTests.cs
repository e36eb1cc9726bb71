using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Sessions;

[Trait("Engine", "Sqlite")]
public sealed class SignInRequestsOnSqliteTests : SignInRequestsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class SignInRequestsOnPostgreSqlTests : SignInRequestsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class SignInRequestsOnSqlServerTests : SqlServerVariant<SignInRequestsCases>;

internal sealed class SignInRequestsOnSqlServer : SignInRequestsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
