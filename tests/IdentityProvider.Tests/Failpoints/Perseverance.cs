using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OtpNet;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Failpoints;

/// <summary>
/// A person who registers, adds the app and signs in again, and goes on when the site fails: opens the page again, waits, asks for another
/// code; if that leads nowhere comes from the tool again, signs in if that works, and else registers with the same email address.
/// </summary>
/// <param name="site">Where.</param>
/// <param name="person">Who.</param>
/// <param name="sendsAgain">True: reloads what was not answered, forms too; false: opens the page that is still shown.</param>
internal sealed class Perseverance(Site site, Registrant person, bool sendsAgain)
{
    private const int MostSteps = 60;
    private const int MostOnOnePage = 3;

    private static readonly string FromTool = Visitor.From("own");
    private static readonly string FromToolToRegister = Visitor.From("own", "&prompt=create");

    private readonly Browser browser = site.NewBrowser();
    private readonly HashSet<string> refused = [];
    private bool choseAPassword;
    private bool couldNotSignIn;
    private string appKey = "";

    /// <summary>The codes that were entered, accepted or not.</summary>
    public HashSet<string> Entered { get; } = [];

    /// <summary>What was done, for the message of a failing test.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Registers, from a tool and back to it.</summary>
    public Task Register() => Reach(browser, FromToolToRegister, IsAtTheTool);

    /// <summary>Adds the app, and signs in from the tool in another browser.</summary>
    public async Task AddAppAndSignIn()
    {
        await Reach(
            browser,
            "/account/app",
            at =>
                at.Path() == "/account/app"
                && at.Url.Query.Contains("added=yes", StringComparison.Ordinal)
        );
        await Reach(site.NewBrowser(), FromTool, IsAtTheTool);
    }

    private static bool IsAtTheTool(Browser browser) =>
        browser.SentTo?.Host == "own.example" && browser.SentParameters.ContainsKey("code");

    private async Task Reach(Browser browser, string from, Func<Browser, bool> isReached)
    {
        await Try(browser, () => browser.Open(from));
        var last = "";
        var onThisPage = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            if (isReached(browser))
            {
                return;
            }

            onThisPage = browser.Path() == last ? onThisPage + 1 : 0;
            last = browser.Path();
            if (onThisPage > 0)
            {
                // "In a minute" is what pages say.
                Wait(TimeSpan.FromMinutes(1));
            }

            if (onThisPage >= MostOnOnePage || !LeadsOn(browser))
            {
                onThisPage = 0;
                await Try(browser, () => browser.Open(WhereToBegin(from)));
            }
            else
            {
                await Try(browser, () => Answer(browser));
            }
        }

        throw new ShouldAssertException(
            $"The person gives up at {browser.Url}: {browser.MainText}"
        );
    }

    // Whatever fails because the host was killed is done again with the next one: the page is opened that the browser shows.
    private async Task Try(Browser browser, Func<Task> act)
    {
        try
        {
            await act();
            Done.Add($"{(int)browser.Status} {browser.SentTo?.Host}{browser.Path()}");
        }
        catch (Exception) when (site.Failpoint.IsDead)
        {
            await site.StartAgain();
            await (sendsAgain ? browser.Again() : browser.Open(browser.Url.PathAndQuery));
            Done.Add($"killed; {(int)browser.Status} {browser.SentTo?.Host}{browser.Path()}");
        }
    }

    private string WhereToBegin(string from) =>
        from == "/account/app" ? from
        : choseAPassword && !couldNotSignIn ? FromTool
        : FromToolToRegister;

    private static bool LeadsOn(Browser browser) =>
        browser.SentTo is null
        && (int)browser.Status < 400
        && browser.Path() != "/"
        && (
            FormOf(browser) is not null
            || browser.Page.QuerySelector("main a.usa-button") is not null
        );

    private static IHtmlFormElement? FormOf(Browser browser) =>
        browser
            .Page.QuerySelectorAll<IHtmlFormElement>("main form")
            .FirstOrDefault(form =>
                string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase)
            );

    private async Task Answer(Browser browser)
    {
        var form = FormOf(browser);
        var isSignIn = browser.Path() == "/sign-in";
        choseAPassword |= browser.Path() == "/register/account";
        if (form?.Dataset["code"] is { } kind)
        {
            await AnswerCode(browser, form.Dataset["channel"] == "app", kind);
        }
        else
        {
            await new RegistrationWalk(site.Host, person).Answer(browser);
        }

        couldNotSignIn = isSignIn && browser.Path() == "/sign-in";
    }

    private async Task AnswerCode(Browser browser, bool fromApp, string kind)
    {
        if (fromApp)
        {
            if (browser.Page.QuerySelector("[data-app-key]") is { } shown)
            {
                appKey = shown.TextContent.Replace(" ", "", StringComparison.Ordinal);
            }

            Wait(TimeSpan.FromSeconds(30));
            await Enter(
                browser,
                new Totp(Base32Encoding.ToBytes(appKey)).ComputeTotp(
                    site.Host.Clock.GetUtcNow().UtcDateTime
                )
            );
            return;
        }

        var to = kind == "confirmation" ? person.Email : person.Phone;
        if (await Arrived(to, kind) is { } code)
        {
            Entered.Add(code);
            await Enter(browser, code);
            return;
        }

        // Nothing has come, or it did not work.
        Wait(TimeSpan.FromMinutes(1));
        if (await Arrived(to, kind) is null)
        {
            await browser.SubmitForm("main form[action*='handler=Resend']");
        }
    }

    private async Task Enter(Browser browser, string code)
    {
        var page = browser.Path();
        await browser.Submit(("code", code));
        if (browser.Path() == page)
        {
            refused.Add(code);
        }
    }

    // R22: a message calls its code by its name.
    private async Task<string?> Arrived(string to, string kind) =>
        (await site.Host.Messages(to))
            .Where(message => message.Body.Contains($"{kind} code", StringComparison.Ordinal))
            .Select(message => message.Code)
            .FirstOrDefault(code => code is not null && !refused.Contains(code));

    private void Wait(TimeSpan time) => site.Host.Clock.Advance(time);
}
