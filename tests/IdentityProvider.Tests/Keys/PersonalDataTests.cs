using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Keys;

[Trait("Engine", "Sqlite")]
public sealed class PersonalDataOnSqliteTests : PersonalDataCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class PersonalDataOnPostgreSqlTests : PersonalDataCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class PersonalDataOnSqlServerTests : SqlServerVariant<PersonalDataCases>;

internal sealed class PersonalDataOnSqlServer : PersonalDataCases
{
    protected override Engine Engine => Engine.SqlServer;
}
