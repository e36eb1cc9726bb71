using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Audit;

[Trait("Engine", "Sqlite")]
public sealed class AuditLogOnSqliteTests : AuditLogCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class AuditLogOnPostgreSqlTests : AuditLogCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class AuditLogOnSqlServerTests : SqlServerVariant<AuditLogCases>;

internal sealed class AuditLogOnSqlServer : AuditLogCases
{
    protected override Engine Engine => Engine.SqlServer;
}
