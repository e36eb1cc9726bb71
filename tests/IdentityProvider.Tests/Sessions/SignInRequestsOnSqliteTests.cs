using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Sessions;

[Trait("Engine", "Sqlite")]
public sealed class SignInRequestsOnSqliteTests : SignInRequestsCases
{
    protected override Task<Rooms> OpenRooms() => SqliteRooms.Open();
}
