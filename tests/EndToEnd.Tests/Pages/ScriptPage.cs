using Microsoft.Playwright;
using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Pages;

/// <summary>A page of nothing but what a test wants of it, with the product's script, in a real browser with a clock that the test moves.</summary>
public sealed class ScriptPage : IAsyncDisposable
{
    private readonly Chromium chromium;
    private readonly PersonsBrowser browser;

    private ScriptPage(Chromium chromium, PersonsBrowser browser) =>
        (this.chromium, this.browser) = (chromium, browser);

    /// <summary>The tab.</summary>
    public IPage Page => browser.Page;

    /// <summary>The status that the server answers to a press of "Stay signed in", and the seconds that it says are left.</summary>
    public (int Status, string EndsIn) Alive { get; set; } = (204, "1800");

    /// <summary>Opens a page with this content of its main part.</summary>
    public static async Task<ScriptPage> Open(string main)
    {
        var chromium = await Chromium.Start();
        var page = new ScriptPage(chromium, await chromium.Open());
        var script = await File.ReadAllTextAsync(
            Repository.At("src", "IdentityProvider", "wwwroot", "secure-access.js")
        );
        await page.Page.Clock.InstallAsync(
            new ClockInstallOptions { TimeDate = new DateTime(2026, 3, 2, 12, 0, 0) }
        );
        await page.Page.RouteAsync(
            "http://page.test/**",
            route =>
                new Uri(route.Request.Url).AbsolutePath switch
                {
                    "/script.js" => route.FulfillAsync(
                        new RouteFulfillOptions { ContentType = "text/javascript", Body = script }
                    ),
                    "/session/alive" => route.FulfillAsync(
                        new RouteFulfillOptions
                        {
                            Status = page.Alive.Status,
                            Headers = new Dictionary<string, string>
                            {
                                ["Session-Ends-In"] = page.Alive.EndsIn,
                            },
                        }
                    ),
                    _ => route.FulfillAsync(
                        new RouteFulfillOptions
                        {
                            ContentType = "text/html",
                            Body =
                                $"<!DOCTYPE html><html lang=\"en\"><script src=\"/script.js\" defer></script><main id=\"main\" tabindex=\"-1\">{main}</main></html>",
                        }
                    ),
                }
        );
        await page.Page.GotoAsync("http://page.test/");
        return page;
    }

    /// <summary>Lets time go by, timers included.</summary>
    public Task Wait(TimeSpan time) => Page.Clock.RunForAsync((long)time.TotalMilliseconds);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await chromium.DisposeAsync();
    }
}
