using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OtpNet;
using SecureAccess.Delivery;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What a person replies to a page, and remembers of it.</summary>
/// <param name="site">Where.</param>
/// <param name="person">Who.</param>
/// <param name="byLetter">What is set up after a letter (R15).</param>
internal sealed class Replies(Site site, Registrant person, string? byLetter)
{
    private const string Lost = "main a[href='/recover/phone']";

    private readonly HashSet<string> refused = [];
    private readonly List<string> passwords = [person.Password];
    private bool enteredLetter;
    private string appKey = "";

    /// <summary>The codes that were entered, accepted or not.</summary>
    public HashSet<string> Entered { get; } = [];

    /// <summary>Whether a password was chosen in a registration.</summary>
    public bool ChoseAPassword { get; private set; }

    /// <summary>Whether the last sign-in was refused.</summary>
    public bool CouldNotSignIn { get; private set; }

    /// <summary>The form that leads on; null: there is none.</summary>
    public static IHtmlFormElement? FormOf(Browser browser) =>
        browser
            .Page.QuerySelectorAll<IHtmlFormElement>("main form")
            .FirstOrDefault(form =>
                string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>Whether the person says here that the phone or app is lost.</summary>
    public bool SaysItIsLost(Browser browser, Goal goal) =>
        goal.LostFactor
        && browser.Path().StartsWith("/sign-in", StringComparison.Ordinal)
        && browser.Page.QuerySelector(Lost) is not null
        && (!enteredLetter || browser.Page.QuerySelector("main [name='method']") is null);

    /// <summary>Replies to the page that is shown.</summary>
    public async Task Answer(Browser browser, Goal goal)
    {
        var form = FormOf(browser);
        var page = browser.Path();
        ChoseAPassword |= page == "/register/account";
        if (SaysItIsLost(browser, goal))
        {
            await browser.Follow(Lost);
        }
        else if (form?.Dataset["code"] is { } kind)
        {
            await AnswerCode(browser, form.Dataset["channel"]!, kind);
        }
        else if (form?.QuerySelector("[name='newPassword']") is not null)
        {
            await ChoosePassword(browser);
        }
        else if (form is not null && page == "/sign-in")
        {
            await GivePassword(browser);
        }
        else if (form is not null && page is "/recover/password" or "/recover/phone")
        {
            await browser.Submit(
                form!.QuerySelector("[name='username']") is null ? [] : [("username", person.Email)]
            );
        }
        else
        {
            await new RegistrationWalk(site.Host, person) { ByLetter = byLetter }.Answer(browser);
        }

        CouldNotSignIn = page == "/sign-in" && browser.Path() == "/sign-in";
    }

    private async Task GivePassword(Browser browser)
    {
        await browser.Submit(
            FormOf(browser)!,
            [("username", person.Email), ("password", passwords[0])]
        );
        if (browser.Path() == "/sign-in" && passwords.Count > 1)
        {
            // Whoever did not see whether it was changed tries the one and the other.
            passwords.Add(passwords[0]);
            passwords.RemoveAt(0);
        }
    }

    private async Task ChoosePassword(Browser browser)
    {
        var page = browser.Path();
        var chosen = $"violet-badger-swims-{40 + passwords.Count}";
        passwords.Insert(0, chosen);
        await browser.Submit(("newPassword", chosen));
        if (browser.Path() == page)
        {
            passwords.Remove(chosen);
            passwords.Insert(passwords.Count, chosen);
        }
    }

    private async Task AnswerCode(Browser browser, string channel, string kind)
    {
        if (channel == "app")
        {
            await EnterFromApp(browser);
            return;
        }

        if (await Arrived(channel, kind) is { } code)
        {
            Entered.Add(code);
            enteredLetter |= channel == "letter";
            await Enter(browser, code);
            return;
        }

        // Nothing has come, or it did not work.
        site.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        if (
            await Arrived(channel, kind) is null
            && browser.Page.QuerySelector(Journeys.Registration.Registrations.Resend) is not null
        )
        {
            await browser.SubmitForm(Journeys.Registration.Registrations.Resend);
        }
    }

    private async Task EnterFromApp(Browser browser)
    {
        if (browser.Page.QuerySelector("[data-app-key]") is { } shown)
        {
            appKey = shown.TextContent.Replace(" ", "", StringComparison.Ordinal);
        }

        site.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await Enter(
            browser,
            new Totp(Base32Encoding.ToBytes(appKey)).ComputeTotp(
                site.Host.Clock.GetUtcNow().UtcDateTime
            )
        );
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

    // R22: a message calls its code by its name. A letter is found by the username, or the email address while there is none.
    private async Task<string?> Arrived(string channel, string kind)
    {
        var messages = channel switch
        {
            "email" => await site.Host.Messages(person.Email, Channel.Email),
            "letter" => await site.Host.Messages(person.Username ?? person.Email, Channel.Letter),
            _ => await site.Host.Messages(person.Phone),
        };
        return messages
            .Where(message => message.Body.Contains($"{kind} code", StringComparison.Ordinal))
            .Select(message => message.Code)
            .FirstOrDefault(code => code is not null && !refused.Contains(code));
    }
}
