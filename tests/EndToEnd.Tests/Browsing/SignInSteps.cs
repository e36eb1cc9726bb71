using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Browsing;

/// <summary>
/// Does at the provider what each page asks for, by the field names that are promised to the outside, until a page asks for
/// nothing of a sign-in. It knows no order of pages.
/// </summary>
public sealed class SignInSteps(RunningDemo demo, AppCodes app)
{
    private const int MostSteps = 10;

    /// <summary>Signs in, or steps up, wherever the browser stands.</summary>
    /// <param name="browser">At the provider.</param>
    /// <param name="person">Who sits in front of it.</param>
    /// <param name="method"><c>text</c>, <c>voice</c> or <c>app</c>.</param>
    /// <returns>What was asked for, in order: <c>password</c>, <c>method</c>, <c>code</c>.</returns>
    public async Task<IReadOnlyList<string>> Do(
        PersonsBrowser browser,
        DemoPerson person,
        string method
    )
    {
        var asked = new List<string>();
        while (
            asked.Count < MostSteps
            && browser.IsAt(demo.Provider)
            && await NextField(browser) is { } field
        )
        {
            asked.Add(field);
            await Answer(browser, person, method, field);
            await browser.GoOn();
        }

        return asked;
    }

    /// <summary>Fills in what the page asks for, without going on.</summary>
    public async Task Answer(PersonsBrowser browser, DemoPerson person, string method, string field)
    {
        switch (field)
        {
            case "password":
                if (await browser.Has("input[name='username']:not([readonly])"))
                {
                    await browser.Fill("username", person.Ready.Username);
                }

                await browser.Fill("password", person.Ready.Password);
                break;
            case "method":
                await browser.Choose("method", method);
                break;
            default:
                var channel = await browser.Attribute("form[data-code='security']", "data-channel");
                await browser.Fill("code", await Code(person, channel ?? method));
                break;
        }
    }

    private static async Task<string?> NextField(PersonsBrowser browser)
    {
        foreach (var field in new[] { "password", "method", "code" })
        {
            if (await browser.Has($"form input[name='{field}']"))
            {
                return field;
            }
        }

        return null;
    }

    private async Task<string> Code(DemoPerson person, string channel) =>
        channel == "app"
            ? await app.Of(person)
            : (await demo.Inbox.Next(person.Ready.TextTo, channel)).Code!;
}
