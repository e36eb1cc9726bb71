namespace SecureAccess.Hosting.Logging;

/// <summary>
/// The lowest level that a library's log may come out at, whatever is configured (D19). Below it OpenIddict writes the parameters
/// of requests, ASP.NET Core addresses with their query strings, arguments and redirects, HttpClient addresses and headers.
/// </summary>
internal static class LogFloors
{
    private static readonly (string Prefix, LogLevel Floor)[] Floors =
    [
        ("SecureAccess.", LogLevel.Trace),
        ("Microsoft.Hosting.Lifetime", LogLevel.Information),
        ("Microsoft.EntityFrameworkCore.", LogLevel.Information),
    ];

    /// <summary>The floor of a category.</summary>
    public static LogLevel Of(string category)
    {
        foreach (var (prefix, floor) in Floors)
        {
            if (category.StartsWith(prefix, StringComparison.Ordinal))
            {
                return floor;
            }
        }

        return LogLevel.Warning;
    }
}
