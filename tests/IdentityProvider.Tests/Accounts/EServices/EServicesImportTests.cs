using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Accounts.EServices;

[Trait("Engine", "Sqlite")]
public sealed class EServicesImportOnSqliteTests : EServicesImportCases
{
    protected override Engine Engine => Engine.Sqlite;

    // Fails when: 100,000 rows take minutes instead of the seconds that they take on a machine with nothing else to do.
    [Fact, Trait("Requirement", "D14")]
    public Task A_hundred_thousand_rows_take_seconds() =>
        ImportLongFile(100_000, TimeSpan.FromMinutes(4));
}

[Trait("Engine", "PostgreSql")]
public sealed class EServicesImportOnPostgreSqlTests : EServicesImportCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class EServicesImportOnSqlServerTests : SqlServerVariant<EServicesImportCases>;

internal sealed class EServicesImportOnSqlServer : EServicesImportCases
{
    protected override Engine Engine => Engine.SqlServer;
}
