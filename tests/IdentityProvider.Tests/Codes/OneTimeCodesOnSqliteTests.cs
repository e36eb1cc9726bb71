using SecureAccess.Tests.Testing;
using Xunit;

namespace SecureAccess.Tests.Codes;

[Trait("Engine", "Sqlite")]
public sealed class OneTimeCodesOnSqliteTests : OneTimeCodesCases
{
    protected override Task<Rooms> OpenRooms() => SqliteRooms.Open();
}
