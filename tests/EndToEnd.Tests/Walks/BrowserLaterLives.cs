using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people do with a browser over weeks: letters, merges, another password, a lost phone.</summary>
internal sealed class BrowserLaterLives(
    RunningDemo demo,
    AppCodes app,
    Dictionary<string, Visit> visits,
    ICollection<string> secrets
)
{
    private const int Day = 24 * 60 * 60;
    private readonly RegistrationSteps steps = new(demo, app);

    /// <summary>A business phone: the letter takes 20 days; then the phone is proven by a text.</summary>
    public async Task ByMail(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in?prompt=create"));
        await See(
            browser,
            "business phone",
            await steps.Do(browser, LaterLives.Ben, until: "/verify/letter")
        );
        await browser.GoOn();
        await See(browser, "letter sent", []);
        await demo.Advance(20 * Day);
        await See(browser, "by mail", await ToTool(browser, LaterLives.Ben, "tin-matching"));
    }

    /// <summary>The app, asked for on the page of the phone: no phone at all.</summary>
    public async Task ByApp(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "register"));
        await steps.Do(browser, LaterLives.Ada, until: "/verify/phone");
        await browser.Press("a[href^='/verify/letter']");
        await browser.GoOn();
        await demo.Advance(5 * Day);
        await See(browser, "by app", await ToTool(browser, LaterLives.Ada, "get-transcript"));
        secrets.Add(steps.AppKeys[^1]);
    }

    /// <summary>An internet phone that is called.</summary>
    public async Task ByVoice(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "register"));
        await steps.Do(browser, LaterLives.Ola, until: "/verify/letter");
        await browser.GoOn();
        await demo.Advance(2 * Day);
        await See(browser, "by voice", await ToTool(browser, LaterLives.Ola, "tin-matching"));
    }

    /// <summary>Two tools know the person; the e-Services account is imported; the accounts are merged at the next sign-in.</summary>
    public async Task Merged(PersonsBrowser browser, Func<Task> import)
    {
        await See(browser, "before", await ToTool(browser, LaterLives.James, "tin-matching"));
        await See(
            browser,
            "before, second tool",
            await ToTool(browser, LaterLives.James, "get-transcript")
        );
        await SignOut(browser);
        await import();
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in"));
        await steps.Do(browser, LaterLives.James, until: "/sign-in/merge");
        await See(browser, "merge offered", []);
        await browser.GoOn();
        await See(browser, "merged", []);
        await See(browser, "after", await steps.Do(browser, LaterLives.James));
        await See(
            browser,
            "after, second tool",
            await ToTool(browser, LaterLives.James, "get-transcript")
        );
        await SignOut(browser);
        var known = LaterLives.James with { Username = LaterLives.UsernameOfJames };
        await See(
            browser,
            "by the e-Services username",
            await ToTool(browser, known, "tin-matching")
        );
        await SignOut(browser);
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in"));
        await steps.Answer(browser, LaterLives.James);
        await browser.GoOn();
        await See(browser, "by the retired username", []);
    }

    /// <summary>"I already have an e-Services username": assigned at the end of the registration.</summary>
    public async Task KeptUsername(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in?prompt=create"));
        await See(browser, "username kept", await steps.Do(browser, LaterLives.Victor));
    }

    /// <summary>The password is in a list of leaked ones: it is changed before anything else.</summary>
    public async Task ForcedChange(PersonsBrowser browser, Func<Task> mark)
    {
        await See(
            browser,
            "before the mark",
            await ToTool(browser, LaterLives.Maria, "tin-matching")
        );
        await SignOut(browser);
        await mark();
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in"));
        await steps.Do(browser, LaterLives.Maria, until: "/sign-in/change-password");
        await See(browser, "change asked for", []);
        await See(browser, "changed", await steps.Do(browser, LaterLives.Maria));
        await SignOut(browser);
        var changed = LaterLives.Maria with { Password = LaterLives.Maria.NewPassword };
        await See(browser, "with the new password", await ToTool(browser, changed, "tin-matching"));
    }

    /// <summary>The phone is lost: the identity is proved anew, a letter takes 20 days, and the app takes the phone's place.</summary>
    public async Task LostPhone(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in?prompt=create"));
        await See(browser, "before the loss", await steps.Do(browser, LaterLives.Linda));
        await SignOut(browser);
        await ToReplacement(browser);
        await See(
            browser,
            "letter asked for",
            await steps.Do(browser, LaterLives.Linda, until: "/verify/letter")
        );
        await browser.GoOn();
        await demo.Advance(20 * Day);
        var withApp = LaterLives.Linda with { Method = "app" };
        await ToReplacement(browser);
        await steps.Do(browser, withApp, until: "/recover/replaced");
        await See(browser, "replaced", []);
        secrets.Add(steps.AppKeys[^1]);
        // The app's next code: each is accepted once (D3).
        await demo.Advance(60);
        await See(browser, "after the loss", await ToTool(browser, withApp, "tin-matching"));
    }

    // Who has the password and not the phone.
    private async Task ToReplacement(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in"));
        await steps.Do(browser, LaterLives.Linda, until: "/sign-in/method");
        await browser.Press("a[href='/recover/phone']");
        await browser.GoOn();
    }

    private async Task<IReadOnlyList<string>> ToTool(
        PersonsBrowser browser,
        Registrant person,
        string tool
    )
    {
        await browser.Open(new Uri(demo.Tools, $"{tool}/sign-in"));
        return await steps.Do(browser, person);
    }

    private async Task SignOut(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "sign-out"));
        await browser.GoOn();
    }

    private async Task See(PersonsBrowser browser, string step, IReadOnlyList<string> asked) =>
        visits[step] = await Visit.Read(browser, demo.Tools, asked);
}
