namespace SecureAccess.EndToEnd.Processes;

/// <summary>What must not be skipped: <c>SECUREACCESS_REQUIRE=browser,postgresql,relying-parties,node</c>.</summary>
public static class Required
{
    /// <summary>True when the environment wants a failure rather than a skip where this is missing.</summary>
    public static bool Has(string what) =>
        (Environment.GetEnvironmentVariable("SECUREACCESS_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(what, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends the test unless the reason is null: skipped, or failed where the environment requires it.</summary>
    /// <param name="what">The name that <c>SECUREACCESS_REQUIRE</c> takes.</param>
    /// <param name="missing">Why it cannot be used here; null: it can.</param>
    public static void Present(string what, string? missing)
    {
        if (missing is null)
        {
            return;
        }

        if (Has(what))
        {
            Assert.Fail($"SECUREACCESS_REQUIRE asks for {what}: {missing}");
        }

        Assert.Skip(missing);
    }
}
