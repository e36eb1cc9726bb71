using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Engine", "Sqlite")]
public sealed class ActivationLettersOnSqliteTests : ActivationLettersCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class ActivationLettersOnPostgreSqlTests : ActivationLettersCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class ActivationLettersOnSqlServerTests : SqlServerVariant<ActivationLettersCases>;

internal sealed class ActivationLettersOnSqlServer : ActivationLettersCases
{
    protected override Engine Engine => Engine.SqlServer;
}
