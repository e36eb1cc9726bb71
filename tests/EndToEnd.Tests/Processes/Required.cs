namespace SecureAccess.EndToEnd.Processes;

/// <summary>What must not be skipped: <c>SECUREACCESS_REQUIRE=browser,postgresql</c>.</summary>
public static class Required
{
    /// <summary>True when the environment wants a failure rather than a skip where this is missing.</summary>
    public static bool Has(string what) =>
        (Environment.GetEnvironmentVariable("SECUREACCESS_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(what, StringComparer.OrdinalIgnoreCase);
}
