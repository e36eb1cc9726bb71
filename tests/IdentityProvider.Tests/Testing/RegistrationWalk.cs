using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Tests.Journeys;
using Shouldly;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// A person who answers what each page asks for by the names of <c>interface.md</c> alone, and knows no order of pages: fills in the
/// first form of the main part, or follows its first button-like link.
/// </summary>
internal sealed class RegistrationWalk(SecureAccessHost host, Registrant person)
{
    private const int MostSteps = 40;

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
            var to = form.Dataset["code"] == "confirmation" ? person.Email : person.Phone;
            return [("code", await host.NewestCode(to))];
        }

        if (Has("keepUsername"))
        {
            return person.Username is { } chosen
                ? [("username", chosen), ("password", person.Password)]
                : [("username", ""), ("keepUsername", "true"), ("password", person.Password)];
        }

        return Has("password")
                ? [("username", person.Username ?? person.Email), ("password", person.Password)]
            : Has("email") ? [("email", person.Email)]
            : Has("givenName") ? person.IdentityFields
            : Has("accountNumber") ? person.AccountFields
            : Has("phone") ? [("phone", person.Phone)]
            : Has("username") ? [("username", "chosen.later")]
            : Has("method") ? [("method", "text")]
            : [];
    }
}
