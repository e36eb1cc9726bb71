using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Codes;

[Trait("Engine", "Sqlite")]
public sealed class OneTimeCodesOnSqliteTests : OneTimeCodesCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class OneTimeCodesOnPostgreSqlTests : OneTimeCodesCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class OneTimeCodesOnSqlServerTests : SqlServerVariant<OneTimeCodesCases>;

internal sealed class OneTimeCodesOnSqlServer : OneTimeCodesCases
{
    protected override Engine Engine => Engine.SqlServer;
}
