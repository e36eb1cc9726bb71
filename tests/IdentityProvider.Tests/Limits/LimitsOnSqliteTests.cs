using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Limits;

[Trait("Engine", "Sqlite")]
public sealed class LimitsOnSqliteTests : LimitsCases
{
    protected override Task<Rooms> OpenRooms() => SqliteRooms.Open();
}
