using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Engine", "Sqlite")]
public sealed class PhoneClaimOnSqliteTests : PhoneClaimCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class PhoneClaimOnPostgreSqlTests : PhoneClaimCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class PhoneClaimOnSqlServerTests : SqlServerVariant<PhoneClaimCases>;

internal sealed class PhoneClaimOnSqlServer : PhoneClaimCases
{
    protected override Engine Engine => Engine.SqlServer;
}
