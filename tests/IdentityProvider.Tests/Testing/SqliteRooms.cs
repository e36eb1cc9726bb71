namespace SecureAccess.Tests.Testing;

/// <summary>Rooms on the embedded engine.</summary>
public static class SqliteRooms
{
    public static Task<Rooms> Open() =>
        Rooms.Open("Sqlite", folder => $"Data Source={Path.Combine(folder, "rooms.db")}");
}
