using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Browsing;

/// <summary>
/// Does at the provider what each page of a registration asks for, by the field names that are promised to the outside, until a page
/// offers no way on. It knows no order of pages. The twin of <see cref="SignInSteps"/>.
/// </summary>
public sealed class RegistrationSteps(RunningDemo demo, AppCodes? app = null)
{
    private const int MostSteps = 25;

    /// <summary>Goes on from wherever the browser stands, to a tool or until a page is reached.</summary>
    /// <param name="browser">At the provider.</param>
    /// <param name="person">Who sits in front of it.</param>
    /// <param name="until">The path of the page to stop at, unanswered; null: on to the tool.</param>
    /// <returns>The paths of the pages that were answered, in order.</returns>
    public async Task<IReadOnlyList<string>> Do(
        PersonsBrowser browser,
        Registrant person,
        string? until = null
    )
    {
        var answered = new List<string>();
        while (
            answered.Count < MostSteps && browser.IsAt(demo.Provider) && browser.PathNow != until
        )
        {
            answered.Add(browser.PathNow);
            await Answer(browser, person);
            await browser.GoOn();
        }

        return answered;
    }

    /// <summary>Fills in what the page's main form asks for, without going on.</summary>
    public async Task Answer(PersonsBrowser browser, Registrant person)
    {
        var fields = await browser.MainFields();
        foreach (var (name, value) in person.Answers([.. fields.Keys]))
        {
            await (
                fields[name] switch
                {
                    "radio" => browser.Choose(name, value),
                    "checkbox" => browser.Tick(name),
                    "select-one" => browser.Select(name, value),
                    _ => browser.Fill(name, value),
                }
            );
        }

        if (fields.ContainsKey("code"))
        {
            await browser.Fill("code", await Code(browser, person));
        }
    }

    /// <summary>The keys of the apps that were shown, newest last.</summary>
    public List<string> AppKeys { get; } = [];

    /// <summary>The code that was sent for the form that is shown, or that the app shows.</summary>
    public async Task<string> Code(PersonsBrowser browser, Registrant person)
    {
        var channel = await browser.Attribute("form[data-code]", "data-channel");
        if (channel == "app")
        {
            if (await browser.Has("[data-app-key]"))
            {
                AppKeys.Add(await browser.Text("[data-app-key]"));
            }

            return await app!.Of(AppKeys[^1]);
        }

        return (await demo.Inbox.Next(person.AddressFor(channel), channel ?? "text")).Code!;
    }
}
