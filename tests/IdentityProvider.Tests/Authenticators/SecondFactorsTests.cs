using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Engine", "Sqlite")]
public sealed class SecondFactorsOnSqliteTests : SecondFactorsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class SecondFactorsOnPostgreSqlTests : SecondFactorsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class SecondFactorsOnSqlServerTests : SqlServerVariant<SecondFactorsCases>;

internal sealed class SecondFactorsOnSqlServer : SecondFactorsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
