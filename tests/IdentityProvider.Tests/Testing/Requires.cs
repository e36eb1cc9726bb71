using Xunit;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// What a machine may lack. A test that needs it is skipped with the reason, or fails where
/// <c>SECUREACCESS_REQUIRE</c> (a list with commas) names it.
/// </summary>
internal static class Requires
{
    /// <summary>Ends the test unless the reason is null.</summary>
    /// <param name="what">The name that <c>SECUREACCESS_REQUIRE</c> takes, such as <c>postgresql</c>.</param>
    /// <param name="missing">Why it cannot be used here; null: it can.</param>
    public static void Present(string what, string? missing)
    {
        if (missing is null)
        {
            return;
        }

        var required = (Environment.GetEnvironmentVariable("SECUREACCESS_REQUIRE") ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries
        );
        if (required.Contains(what, StringComparer.OrdinalIgnoreCase))
        {
            Assert.Fail($"SECUREACCESS_REQUIRE asks for {what}: {missing}");
        }

        Assert.Skip(missing);
    }
}
