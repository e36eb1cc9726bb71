using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>A person who mistypes on every page of a registration, up to a phone that cannot finish it. The pages are examined on the way.</summary>
internal sealed class RegistrationErrors(RunningDemo demo, Dictionary<string, Visit> visits)
{
    private const string WrongStreet = "5 Beacn Steret";
    private const string WrongPhone = "617-555";
    private const string ShortPassword = "kumquat7";
    private readonly RegistrationSteps steps = new(demo);

    /// <summary>What is typed and is nobody's value.</summary>
    public static IReadOnlyList<string> Typed { get; } = [WrongStreet, WrongPhone, ShortPassword];

    public async Task Do(PersonsBrowser browser)
    {
        var person = Registrants.Beatrice;
        await browser.Open(new Uri(demo.Provider, "register"));
        await Wrong(browser, person, "/register/email", ("email", "no address"));
        await Wrong(browser, person, "/register/code", ("code", "000000"));
        await Wrong(
            browser,
            person,
            "/register/account",
            ("username", "maria.lopez"),
            ("password", ShortPassword)
        );
        await Wrong(browser, person, "/verify/identity", ("taxpayerNumber", "12"));
        await Wrong(browser, person, "/verify/financial-account", ("accountNumber", "x"));
        await NotConfirmed(browser, person);
        await Wrong(browser, person, "/verify/phone", ("phone", WrongPhone));
        await steps.Do(browser, person, until: "/verify/letter");
        await See(browser, "phone refused");
    }

    // First with nothing entered, then with something wrong.
    private async Task Wrong(
        PersonsBrowser browser,
        Registrant person,
        string path,
        params (string Name, string Value)[] wrong
    )
    {
        await steps.Do(browser, person, until: path);
        foreach (var name in (await browser.MainFields()).Keys)
        {
            if (await browser.Has($"input[name='{name}']:is([type=text],[type=email],[type=tel])"))
            {
                await browser.Fill(name, "");
            }
        }

        await browser.GoOn();
        foreach (var (name, value) in wrong)
        {
            await browser.Fill(name, value);
        }

        await browser.GoOn();
        await See(browser, $"mistyped at {path}");
    }

    private async Task NotConfirmed(PersonsBrowser browser, Registrant person)
    {
        await steps.Do(browser, person, until: "/verify/review");
        await browser.Press("a[href^='/verify/identity']");
        await browser.Fill("street", WrongStreet);
        await browser.GoOn();
        await steps.Do(browser, person, until: "/verify/not-confirmed");
        await See(browser, "not confirmed");
    }

    private async Task See(PersonsBrowser browser, string step) =>
        visits[step] = await Visit.Read(browser, demo.Tools, []);
}
