using AngleSharp.Html.Dom;
using SecureAccess.Conformance.Browsing;

namespace SecureAccess.Conformance.Targets;

/// <summary>The pages of a provider that wants a name and a password, may ask for agreement, and may ask before the sign-out.</summary>
public sealed class FormsSignIn(FormsOfProvider forms) : ISignIn
{
    /// <inheritdoc />
    public Asked Wants(BrowserPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page switch
        {
            { Status: >= 400 } or { MainForm: null } => Asked.Nothing,
            _ when page.Has(forms.Username) || page.Has(forms.Password) => Asked.Login,
            _ => Asked.Consent,
        };
    }

    /// <inheritdoc />
    public Task GoOn(PlainBrowser browser, Person person)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(person);
        (string Name, string Value)[] answers =
        [
            (forms.Username, person.Username),
            (forms.Password, person.Password),
        ];
        return browser.Submit(
            browser.Page.MainForm!,
            [.. answers.Where(answer => browser.Page.Has(answer.Name))]
        );
    }

    /// <inheritdoc />
    public async Task<bool> ConfirmSignOut(PlainBrowser browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        if (
            browser.Page.Status != 200
            || browser.Page.Document.QuerySelector(forms.SignOut) is not IHtmlFormElement form
        )
        {
            return false;
        }

        await browser.Submit(
            form,
            [.. forms.SignOutAnswers.Select(answer => (answer.Key, answer.Value))]
        );
        return true;
    }
}

/// <summary>The forms of a provider.</summary>
/// <param name="Username">The name of the field for the name.</param>
/// <param name="Password">The name of the field for the password.</param>
/// <param name="SignOut">A CSS selector of the form that asks before the sign-out.</param>
/// <param name="SignOutAnswers">What it wants besides its hidden fields: its buttons may stand outside of it.</param>
public sealed record FormsOfProvider(
    string Username,
    string Password,
    string SignOut,
    IReadOnlyDictionary<string, string> SignOutAnswers
);
