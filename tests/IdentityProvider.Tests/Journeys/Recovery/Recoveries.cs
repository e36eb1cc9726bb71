using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>What tests of recovering do again and again.</summary>
internal static class Recoveries
{
    /// <summary>A password that the rules let through.</summary>
    public const string New = "violet-badger-swims-42";

    /// <summary>The cookie of a recovery session.</summary>
    public const string Cookie = "secureaccess-recovery";

    /// <summary>Asks for a recovery code.</summary>
    public static async Task<Browser> BeginRecovery(
        this SecureAccessHost host,
        string name,
        string source = "127.0.0.1"
    )
    {
        var browser = await host.NewBrowser(source).Open("/recover/password");
        return await browser.Submit(("username", name));
    }

    /// <summary>Asks for a recovery code and enters it.</summary>
    public static async Task<Browser> OpenRecovery(
        this SecureAccessHost host,
        string name,
        string email,
        string source = "127.0.0.1"
    )
    {
        var browser = await host.BeginRecovery(name, source);
        return await browser.Submit(("code", await host.NewestCode(email)));
    }

    /// <summary>Comes to the new password with both proofs.</summary>
    public static async Task<Browser> ProveBoth(this SecureAccessHost host, TestPerson person)
    {
        var browser = await host.OpenRecovery(person.Username!, person.Email);
        return await browser.EnterCodeByText(host, person);
    }

    /// <summary>The value of a cookie.</summary>
    public static string? CookieOf(this Browser browser, string name) =>
        browser.Cookies.GetAllCookies()[name]?.Value;
}
