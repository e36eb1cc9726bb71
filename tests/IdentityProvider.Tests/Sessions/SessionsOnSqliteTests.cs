using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Sessions;

[Trait("Engine", "Sqlite")]
public sealed class SessionsOnSqliteTests : SessionsCases
{
    protected override Task<Rooms> OpenRooms() => SqliteRooms.Open();
}
