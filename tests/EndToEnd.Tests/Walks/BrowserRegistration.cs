using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What people do with a browser in the walk of registrations.</summary>
internal sealed class BrowserRegistration(
    RunningDemo demo,
    AppCodes app,
    Dictionary<string, Visit> visits,
    ICollection<string> secrets
)
{
    private readonly RegistrationSteps steps = new(demo);
    private readonly SignInSteps signIn = new(demo, app);

    /// <summary>From nothing, without JavaScript: the tool says <c>prompt=create</c>. Then a second tool.</summary>
    public async Task WithoutScripts(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in?prompt=create"));
        await See(browser, "registration asked for", []);
        await See(browser, "registered", await steps.Do(browser, Registrants.Linda));
        await SecondTool(browser, "second tool");
    }

    /// <summary>The same with JavaScript, and by the link of the sign-in page; a code mistyped on the way. Then the app is added.</summary>
    public async Task WithScripts(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching"));
        await browser.GoOn();
        await browser.Press("a[href^='/register']");
        var begun = await steps.Do(browser, Registrants.Victor, until: "/verify/code");
        await Mistype(browser);
        await See(
            browser,
            "registered with scripts",
            [.. begun, .. await steps.Do(browser, Registrants.Victor)]
        );
        await SecondTool(browser, "second tool with scripts");
        await AddApp(browser);
        await SignInWithApp(browser);
    }

    /// <summary>A person with two factors whose identity was never verified, sent from the tool into verification.</summary>
    public async Task FromIdentityNeeded(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Tools, "tin-matching"));
        await browser.GoOn();
        await signIn.Do(browser, DemoPerson.Of("peter-novak"), "text");
        await See(browser, "identity needed", []);
        await browser.GoOn();
        await See(browser, "proofed", await steps.Do(browser, Registrants.Peter));
    }

    /// <summary>"I already have an e-Services username", where none is found; then signed in at the pages of registration.</summary>
    public async Task KeepingUsername(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "register"));
        var asked = await steps.Do(browser, Registrants.Kim, until: "/register/username");
        await See(browser, "username owed", asked);
        await browser.GoOn();
        await steps.Do(browser, Registrants.Kim, until: "/register/done");
        await See(browser, "done without a tool", []);
        await browser.Open(new Uri(demo.Provider, "register"));
        await browser.Open(demo.Provider);
    }

    /// <summary>A person who has an account registers once more, under another address.</summary>
    public async Task OnceMore(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "register/ended"));
        await browser.Open(new Uri(demo.Provider, "register"));
        await steps.Do(browser, Registrants.LindaAgain, until: "/verify/account-exists");
        await See(browser, "account exists", []);
    }

    /// <summary>Without a mouse, from the email address to the account and past it.</summary>
    public async Task ByKeyboard(PersonsBrowser browser)
    {
        var person = Registrants.Typist;
        await browser.Open(new Uri(demo.Provider, "register/email"));
        await browser.TabTo("email");
        await browser.Type(person.Email);
        await browser.PressEnter();
        await browser.TabTo("code");
        await browser.Type(await steps.Code(browser, person));
        await browser.PressEnter();
        await See(browser, "account by keyboard", []);
        await browser.TabTo("username");
        await browser.Type(person.Username);
        await browser.TabTo("password");
        await browser.Type(person.Password);
        await browser.PressEnter();
        await See(browser, "identity by keyboard", []);
    }

    private async Task SecondTool(PersonsBrowser browser, string step)
    {
        await browser.Open(new Uri(demo.Tools, "get-transcript"));
        await browser.GoOn();
        await See(browser, step, []);
    }

    // The activation code, malformed and wrong: it stays valid.
    private async Task Mistype(PersonsBrowser browser)
    {
        await browser.Fill("code", "12");
        await browser.GoOn();
        await browser.Fill("code", "000000");
        await browser.GoOn();
        await See(browser, "activation code mistyped", []);
        await browser.Press("form[action*='Resend'] button");
    }

    private async Task AddApp(PersonsBrowser browser)
    {
        await browser.Open(new Uri(demo.Provider, "account/app"));
        var secret = await browser.Text("[data-app-key]");
        secrets.Add(secret);
        await browser.Fill("code", "000000");
        await browser.GoOn();
        await browser.Fill("code", await app.Of(secret));
        await browser.GoOn();
        await See(browser, "app added", []);
        await browser.Open(new Uri(demo.Provider, "sign-out"));
        await browser.GoOn();
        // The app's next code: each is accepted once (D3).
        await demo.Advance(30);
    }

    private async Task SignInWithApp(PersonsBrowser browser)
    {
        var registered = Registrants.Victor.Registered;
        registered = registered with
        {
            Account = registered.Ready with { AppSecret = secrets.Last() },
        };
        await browser.Open(new Uri(demo.Tools, "tin-matching/sign-in"));
        await See(browser, "signed in with the app", await signIn.Do(browser, registered, "app"));
    }

    private async Task See(PersonsBrowser browser, string step, IReadOnlyList<string> asked) =>
        visits[step] = await Visit.Read(browser, demo.Tools, asked);
}
