using Microsoft.Playwright;
using SecureAccess.EndToEnd.Browsing;
using Shouldly;

namespace SecureAccess.EndToEnd.Pages;

/// <summary>What the pages gain with JavaScript.</summary>
public sealed class ScriptTests
{
    private const string Watch = """
        <input id="field">
        <div hidden data-session="/session/alive" data-ends-in="1800" data-warn-before="300"
             data-minutes="{0} minutes left" data-minute="a minute left" data-ended="ended">
          <p role="alert" data-session-text></p>
          <button type="button" data-session-stay>Stay</button>
          <a href="/" hidden data-session-sign-in>Sign in</a>
        </div>
        """;

    private static readonly (string Field, string Keys, string Shown)[] Numbers =
    [
        ("taxpayerNumber", "900024417", "900-02-4417"),
        ("taxpayerNumber", "900-02-4417", "900-02-4417"),
        ("taxpayerNumber", "9000", "900-0"),
        ("taxpayerNumber", "90a", "90a"),
        ("phone", "2025550143", "202-555-0143"),
        ("phone", "(202) 555-0143", "202-555-0143"),
        ("phone", "12025550143", "1-202-555-0143"),
        ("phone", "+12025550143", "+12025550143"),
    ];

    [Fact]
    public async Task Numbers_are_grouped_as_they_are_typed_or_pasted()
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        await using var page = await ScriptPage.Open(
            "<input id='taxpayerNumber' data-mask='taxpayer-number'><input id='phone' data-mask='phone'>"
        );
        foreach (var (name, keys, shown) in Numbers)
        {
            var field = page.Page.Locator($"#{name}");
            await field.FillAsync("");
            await field.PressSequentiallyAsync(keys);
            (await field.InputValueAsync()).ShouldBe(shown, $"{keys} typed");
            await field.FillAsync(keys);
            (await field.InputValueAsync()).ShouldBe(shown, $"{keys} pasted");
        }

        // One digit too many is left as it is: it is the server that says so.
        await page.Page.FillAsync("#taxpayerNumber", "9000244178");
        (await page.Page.InputValueAsync("#taxpayerNumber")).ShouldBe("9000244178");
    }

    [Fact]
    public async Task Deleting_and_typing_in_the_middle_are_left_alone_until_the_field_is_left()
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        await using var page = await ScriptPage.Open(
            "<input id='field' data-mask='taxpayer-number'>"
        );
        var field = page.Page.Locator("#field");
        await field.PressSequentiallyAsync("900024417");

        await field.PressAsync("Backspace");
        (await field.InputValueAsync()).ShouldBe("900-02-441");
        await field.PressAsync("Home");
        await field.PressAsync("Delete");
        await page.Page.Keyboard.TypeAsync("87");
        (await field.InputValueAsync()).ShouldBe("8700-02-441");
        (await field.EvaluateAsync<int>("field => field.selectionStart")).ShouldBe(2);
        await field.PressAsync("Tab");
        (await field.InputValueAsync()).ShouldBe("870-00-2441");
    }

    // Fails when: the warning comes later than 5 minutes before the end, cannot be answered, or takes the focus away.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_session_about_to_end_is_announced_and_one_press_keeps_it()
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        await using var page = await ScriptPage.Open(Watch);
        await page.Page.FocusAsync("#field");

        await page.Wait(TimeSpan.FromMinutes(24) + TimeSpan.FromSeconds(58));
        (await page.Page.IsVisibleAsync("[data-session]")).ShouldBeFalse();
        await page.Wait(TimeSpan.FromSeconds(3));
        (await Said(page)).ShouldBe("5 minutes left");
        await page.Wait(TimeSpan.FromMinutes(4));
        (await Said(page)).ShouldBe("a minute left");

        await page.Page.FocusAsync("[data-session-stay]");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(
            "[data-session]",
            new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden }
        );
        (await page.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("field");
        await page.Wait(TimeSpan.FromMinutes(24));
        (await page.Page.IsVisibleAsync("[data-session]")).ShouldBeFalse();
    }

    // Fails when: a page goes on as if its session lived, after its time or after the server said that it has ended.
    [Theory]
    [Trait("Requirement", "D17")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_has_ended_is_said_to_have_ended(bool server)
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        await using var page = await ScriptPage.Open(Watch);
        page.Alive = (401, "");
        await page.Wait(TimeSpan.FromMinutes(server ? 26 : 31));
        if (server)
        {
            await page.Page.ClickAsync("[data-session-stay]");
        }

        await page.Page.WaitForSelectorAsync("[data-session-sign-in]");
        (await Said(page)).ShouldBe("ended");
        (await page.Page.IsVisibleAsync("[data-session-stay]")).ShouldBeFalse();
    }

    [Fact]
    public async Task Exact_times_are_said_in_the_browsers_time_zone_by_its_name()
    {
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");
        await using var page = await ScriptPage.Open(
            "<time datetime='2026-03-03T12:00:00Z' data-local-time>in UTC</time>"
        );

        var said = await page.Page.InnerTextAsync("time");
        said.ShouldStartWith("March 3, 2026");
        said.ShouldMatch(@"\d:\d\d [AP]M \p{L}+");
    }

    private static Task<string> Said(ScriptPage page) =>
        page.Page.InnerTextAsync("[data-session-text]");
}
