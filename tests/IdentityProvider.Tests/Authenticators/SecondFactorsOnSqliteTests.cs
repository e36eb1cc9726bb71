using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Engine", "Sqlite")]
public sealed class SecondFactorsOnSqliteTests : SecondFactorsCases
{
    protected override Task<Rooms> OpenRooms() => SqliteRooms.Open();
}
