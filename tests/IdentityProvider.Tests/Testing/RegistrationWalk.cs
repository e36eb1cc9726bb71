using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Journeys.Registration;
using Shouldly;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// A person who answers what each page asks for by the names of <c>interface.md</c> alone, and knows no order of pages: fills in the
/// first form of the main part, or follows its first button-like link.
/// </summary>
internal sealed class RegistrationWalk(SecureAccessHost host, Registrant person)
{
    private const int MostSteps = 40;

    /// <summary>
    /// What is set up after a letter (<c>text</c>, <c>voice</c>, <c>app</c>); null: a phone in the person's name, in one session.
    /// </summary>
    public string? ByLetter { get; init; }

    /// <summary>A walk the mail way (R15) to a phone.</summary>
    public static RegistrationWalk Letter(
        SecureAccessHost host,
        Registrant person,
        string method = "text"
    ) => new(host, person) { ByLetter = method };

    /// <summary>A walk the mail way to the app.</summary>
    public static RegistrationWalk App(SecureAccessHost host, Registrant person) =>
        Letter(host, person, "app");

    /// <summary>The secret of the app that was set up, base32.</summary>
    public string? AppSecret { get; private set; }

    /// <summary>The paths of the pages that were answered, in order.</summary>
    public List<string> Answered { get; } = [];

    /// <summary>A host with the demo people's records, and the two tools.</summary>
    public static async Task<SecureAccessHost> Host(HostWishes? wishes = null)
    {
        var wanted = wishes ?? new HostWishes();
        var host = await SecureAccessHost.Start(
            wanted with
            {
                Settings = new Dictionary<string, string?>(wanted.Settings)
                {
                    ["Proofing:Embedded:File"] = wanted.Settings.GetValueOrDefault(
                        "Proofing:Embedded:File",
                        Registrant.DemoFile
                    ),
                },
            }
        );
        await host.AddClients(Visitor.Tools);
        return host;
    }

    /// <summary>Opens an address, and goes on until a path is reached or the browser is sent elsewhere.</summary>
    public async Task<Browser> To(Browser browser, string path, string from = "/register")
    {
        await browser.Open(from);
        return await GoOnTo(browser, path);
    }

    /// <summary>Opens an address, and goes on until the browser is sent to a tool.</summary>
    public Task<Browser> ToTool(Browser browser, string from) => To(browser, "", from);

    /// <summary>Goes on from the page that is shown.</summary>
    public async Task<Browser> GoOnTo(Browser browser, string path)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (browser.SentTo is not null || (path.Length > 0 && browser.Path() == path))
            {
                return browser;
            }

            await Answer(browser);
            if ((int)browser.Status >= 500)
            {
                throw new ShouldAssertException($"{Answered[^1]} failed: {host.Logs.Errors}");
            }
        }

        throw new ShouldAssertException(
            $"The walk does not come to {path}: {string.Join(" → ", Answered)}: {browser.MainText}"
        );
    }

    /// <summary>Answers the page that is shown, once.</summary>
    public async Task<Browser> Answer(Browser browser)
    {
        Answered.Add(browser.Path());
        if (ByLetter is not null && browser.Path() == "/verify/phone")
        {
            return await browser.Follow("main a[href^='/verify/letter']");
        }

        if (browser.Page.QuerySelector("[data-app-key]") is { } key)
        {
            AppSecret = key.TextContent.Replace(" ", "", StringComparison.Ordinal);
        }

        var form = browser
            .Page.QuerySelectorAll<IHtmlFormElement>("main form")
            .FirstOrDefault(form =>
                string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase)
            );
        if (form is null)
        {
            return await browser.Follow("main a.usa-button");
        }

        return await browser.Submit(form, await FieldsOf(form));
    }

    private async Task<(string Name, string Value)[]> FieldsOf(IHtmlFormElement form)
    {
        bool Has(string name) => form.QuerySelector($"[name='{name}']:not([readonly])") is not null;
        if (Has("code"))
        {
            return [("code", await CodeFor(form))];
        }

        if (Has("keepUsername"))
        {
            return person.Username is { } chosen
                ? [("username", chosen), ("password", person.Password)]
                : [("username", ""), ("keepUsername", "true"), ("password", person.Password)];
        }

        return Has("newPassword") ? [("newPassword", person.Password)]
            : Has("password")
                ? [("username", person.Username ?? person.Email), ("password", person.Password)]
            : Has("email") ? [("email", person.Email)]
            : Has("givenName") ? person.IdentityFields
            : Has("accountNumber") ? person.AccountFields
            : Has("method") && Has("phone")
                ? [("method", ByLetter ?? "text"), ("phone", ByLetter == "app" ? "" : person.Phone)]
            : Has("phone") ? [("phone", person.Phone)]
            : Has("username") ? [("username", "chosen.later")]
            : Has("method") ? [("method", ByLetter ?? "text")]
            : [];
    }

    private async Task<string> CodeFor(IHtmlFormElement form) =>
        form.Dataset["channel"] switch
        {
            "app" => AppCode(),
            "letter" => await host.LetterCode(person),
            "email" => await host.NewestCode(person.Email),
            _ => await host.NewestCode(person.Phone),
        };

    /// <summary>The code that the app shows now.</summary>
    public string AppCode() =>
        new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(AppSecret!)).ComputeTotp(
            host.Clock.GetUtcNow().UtcDateTime
        );
}
