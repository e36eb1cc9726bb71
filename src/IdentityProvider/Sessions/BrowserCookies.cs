namespace SecureAccess.Sessions;

/// <summary>
/// The cookies of this room: <c>__Host-</c>, Secure, HttpOnly and Lax over https; over plain http (Development on loopback only) the same
/// without the prefix and without Secure.
/// </summary>
internal static class BrowserCookies
{
    public static string? Read(HttpContext http, string name) =>
        http.Request.Cookies[NameOf(http, name)];

    public static void Write(
        HttpContext http,
        string name,
        string value,
        TimeSpan? maxAge = null
    ) => http.Response.Cookies.Append(NameOf(http, name), value, Options(http, maxAge));

    public static void Erase(HttpContext http, string name) =>
        http.Response.Cookies.Delete(NameOf(http, name), Options(http, null));

    public static IEnumerable<string> Names(HttpContext http, string prefix)
    {
        var full = NameOf(http, prefix);
        return http
            .Request.Cookies.Keys.Where(name => name.StartsWith(full, StringComparison.Ordinal))
            .Select(name => prefix + name[full.Length..]);
    }

    private static string NameOf(HttpContext http, string name) =>
        http.Request.IsHttps ? $"__Host-{name}" : name;

    private static CookieOptions Options(HttpContext http, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = maxAge,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        };
}
