using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Proofing;

[Trait("Engine", "Sqlite")]
public sealed class ProofingDraftsOnSqliteTests : ProofingDraftsCases
{
    protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class ProofingDraftsOnPostgreSqlTests : ProofingDraftsCases
{
    protected override Engine Engine => Engine.PostgreSql;
}

public sealed class ProofingDraftsOnSqlServerTests : SqlServerVariant<ProofingDraftsCases>;

internal sealed class ProofingDraftsOnSqlServer : ProofingDraftsCases
{
    protected override Engine Engine => Engine.SqlServer;
}
