using AngleSharp.Html.Dom;
using SecureAccess.Conformance.Browsing;

namespace SecureAccess.Conformance.Targets;

/// <summary>The development pages of npm <c>oidc-provider</c>: any name with any password, consent, and a question before the sign-out.</summary>
public sealed class DevInteractionsSignIn : ISignIn
{
    /// <inheritdoc />
    public Asked Wants(BrowserPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page switch
        {
            { Status: >= 400 } or { MainForm: null } => Asked.Nothing,
            _ when page.Has("login") => Asked.Login,
            _ => Asked.Consent,
        };
    }

    /// <inheritdoc />
    public Task GoOn(PlainBrowser browser, Person person)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(person);
        return browser.Page.Has("login")
            ? browser.Submit(
                browser.Page.MainForm!,
                ("login", person.Username),
                ("password", person.Password)
            )
            : browser.Submit(browser.Page.MainForm!);
    }

    /// <inheritdoc />
    public async Task<bool> ConfirmSignOut(PlainBrowser browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        // Its buttons stand outside the form and belong to it by name.
        if (browser.Page.Document.GetElementById("op.logoutForm") is not IHtmlFormElement form)
        {
            return false;
        }

        await browser.Submit(form, ("logout", "yes"));
        return true;
    }
}
