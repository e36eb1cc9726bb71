using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people do with a browser in the walk.</summary>
internal sealed class BrowserWalk(
    RunningDemo demo,
    SignInSteps steps,
    Dictionary<string, Visit> visits
)
{
    private const string Refuse =
        "form[action*='efuse'] button, form[action*='eny'] button, button[value='deny'], button[value='refuse']";
    private static readonly DemoPerson Aisha = DemoPerson.Of("aisha-khan");
    private static readonly DemoPerson Peter = DemoPerson.Of("peter-novak");

    /// <summary>A verified person: two factors, one login for all tools, step-up, consent, sign-out, sign-in with the app.</summary>
    public async Task Verified(PersonsBrowser browser)
    {
        await browser.Open(demo.Provider);
        await browser.Open(demo.Tools);
        await Enter(browser, "tin-matching", "text", "TIN Matching");
        await Enter(browser, "get-transcript", "text", "Get Transcript");
        await Enter(browser, "ip-pin", "text", "IP PIN");

        await demo.Advance(301);
        await browser.Open(new Uri(demo.Tools, "ip-pin"));
        await See(browser, "IP PIN after 301 seconds", await steps.Do(browser, Aisha, "text"));

        await AtConsent(browser);
        await See(browser, "consent page", []);
        await browser.Press(Refuse);
        await See(browser, "consent refused", []);
        await AtConsent(browser);
        await browser.GoOn();
        await See(browser, "consent given", []);

        await browser.Open(new Uri(demo.Tools, "tin-matching"));
        await browser.Press("form[action$='/sign-out'] button");
        if (browser.IsAt(demo.Provider))
        {
            await browser.GoOn();
        }

        await See(browser, "signed out", []);
        await Enter(browser, "tin-matching", "app", "TIN Matching with the app");
        await browser.Open(new Uri(demo.Provider, "dev/inbox"));
    }

    /// <summary>A person with two factors whose identity was never verified, coming from TIN Matching.</summary>
    public async Task NotProofed(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching"));
        await browser.GoOn();
        await See(browser, "identity needed", await steps.Do(browser, Peter, "text"));
        await browser.Press("form[action*='Decline'] button");
        await See(browser, "back without identity", []);
    }

    /// <summary>Wrong names, passwords and codes, typed by a person: they end in the same logs and tables.</summary>
    public async Task BadInput(PersonsBrowser browser)
    {
        var james = DemoPerson.Of("james-carter");
        await browser.Open(new Uri(demo.Provider, "sign-in"));
        await browser.Fill("username", james.Ready.Email);
        await browser.Fill("password", "wrong " + james.Ready.Password);
        await browser.GoOn();
        await See(browser, "wrong password", []);

        await browser.Fill("username", james.Ready.Email);
        await browser.Fill("password", james.Ready.Password);
        await browser.GoOn();
        await steps.Answer(browser, james, "voice", "method");
        await browser.GoOn();
        var code = (await demo.Inbox.Next(james.Ready.TextTo, "voice")).Code!;
        await browser.Fill("code", code[..5] + (code[5] == '0' ? '1' : '0'));
        await browser.GoOn();
        await See(browser, "wrong code", []);
        await browser.Fill("code", code);
        await browser.GoOn();
        await See(browser, "signed in at the provider", []);

        await browser.Page.GotoAsync(
            new Uri(
                demo.Provider,
                "connect/authorize?client_id=tin-matching&response_type=code&scope=openid&state=s&redirect_uri=http%3A%2F%2Flocalhost%2Felsewhere"
            ).AbsoluteUri
        );
        await See(browser, "unregistered redirect URI", []);
    }

    private async Task Enter(PersonsBrowser browser, string tool, string method, string step)
    {
        await browser.Open(new Uri(demo.Tools, tool));
        await browser.GoOn();
        await See(browser, step, await steps.Do(browser, Aisha, method));
    }

    private async Task AtConsent(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "third-party-tool/sign-in"));
    }

    private async Task See(PersonsBrowser browser, string step, IReadOnlyList<string> asked) =>
        visits[step] = await Visit.Read(browser, demo.Tools, asked);
}
