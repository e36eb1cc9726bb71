namespace SecureAccess.Sessions.Devices;

/// <summary>The pages about devices.</summary>
public static class DeviceAddresses
{
    /// <summary>Where a person types the code (<c>verification_uri</c>, RFC 8628 3.2), without the leading slash.</summary>
    public const string Verification = "device";

    /// <summary>The person agreed: the device goes on.</summary>
    public const string Connected = "connected";

    /// <summary>The person refused.</summary>
    public const string Refused = "refused";

    /// <summary>The code was decided on already, or has expired.</summary>
    public const string TooLate = "too-late";

    /// <summary>The page that says what came of it.</summary>
    public static string Outcome(string outcome) => $"/{Verification}/{outcome}";
}
