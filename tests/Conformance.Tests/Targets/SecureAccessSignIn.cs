using SecureAccess.Conformance.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.Conformance.Targets;

/// <summary>The pages of this product: password, a text message whose code is in the development inbox, consent.</summary>
public sealed class SecureAccessSignIn(Inbox inbox) : ISignIn
{
    /// <inheritdoc />
    public Asked Wants(BrowserPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page switch
        {
            { Status: >= 400 } or { MainForm: null } => Asked.Nothing,
            _ when page.Has("password") => Asked.Login,
            _ when page.Has("method") || page.Has("code") => Asked.SecondFactor,
            _ => Asked.Consent,
        };
    }

    /// <inheritdoc />
    public async Task GoOn(PlainBrowser browser, Person person)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(person);
        var page = browser.Page;
        (string, string)[] answers = page switch
        {
            _ when page.Has("password") =>
            [
                ("username", person.Username),
                ("password", person.Password),
            ],
            _ when page.Has("method") => [("method", "text")],
            _ when page.Has("code") => [("code", (await inbox.Next(person.TextTo, "text")).Code!)],
            _ => [],
        };
        await browser.Submit(page.MainForm!, answers);
    }

    /// <inheritdoc />
    public async Task<bool> ConfirmSignOut(PlainBrowser browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        if (browser.Page is not { Status: 200, MainForm: { } form })
        {
            return false;
        }

        await browser.Submit(form);
        return true;
    }
}
