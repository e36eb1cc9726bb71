using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Registering;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Journeys.Registration;

/// <summary>What tests of registering do again and again.</summary>
internal static class Registrations
{
    /// <summary>The form that asks for another code.</summary>
    public const string Resend = "main form[action*='Resend']";

    /// <summary>Walks in a browser until a page is reached.</summary>
    public static Task<Browser> Walk(
        this SecureAccessHost host,
        Registrant person,
        string to,
        string from = "/register",
        Browser? browser = null
    ) => new RegistrationWalk(host, person).To(browser ?? host.NewBrowser(), to, from);

    /// <summary>Signs in with name and password alone.</summary>
    public static async Task<Browser> EnterPassword(
        this SecureAccessHost host,
        Registrant person,
        string from = "/sign-in",
        string source = "127.0.0.1"
    )
    {
        var browser = await host.NewBrowser(source).Open(from);
        return await browser.Submit(
            ("username", person.Username ?? person.Email),
            ("password", person.Password)
        );
    }

    /// <summary>Walks the mail way (R15) until a page is reached.</summary>
    public static Task<Browser> WalkByLetter(
        this SecureAccessHost host,
        Registrant person,
        string to,
        string method = "text",
        string from = "/register"
    ) => RegistrationWalk.Letter(host, person, method).To(host.NewBrowser(), to, from);

    /// <summary>The letters that a person got, newest first.</summary>
    public static Task<IReadOnlyList<OutgoingMessage>> Letters(
        this SecureAccessHost host,
        Registrant person
    ) => host.Messages(person.Username ?? person.Email, Channel.Letter);

    /// <summary>The code in the newest letter that has one.</summary>
    public static async Task<string> LetterCode(this SecureAccessHost host, Registrant person) =>
        (await host.Letters(person)).First(letter => letter.Code is not null).Code!;

    /// <summary>A code that is not this one.</summary>
    public static string Not(string code) => code == "314159" ? "271828" : "314159";

    /// <summary>Enters a wrong code, again and again.</summary>
    public static async Task EnterWrong(this Browser browser, string right, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await browser.Submit(("code", Not(right)));
            browser
                .ErrorBeside("code")
                .ShouldBe("This is not the right code. Check it and enter it again.");
        }
    }

    /// <summary>The account of a confirmed address, or null.</summary>
    public static Task<Account?> AccountOf(this SecureAccessHost host, string email) =>
        host.Do(services =>
            services.GetRequiredService<AccountLookup>().ByName(email, CancellationToken.None)
        );

    /// <summary>How many rows a table has.</summary>
    public static Task<int> Count<T>(this SecureAccessHost host)
        where T : class =>
        host.Do(services =>
            services.GetRequiredService<SecureAccessDbContext>().Set<T>().CountAsync()
        );

    /// <summary>Does what the job of D22 does.</summary>
    public static Task DestroyOldRegistrations(this SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<OldRegistrations>().Destroy(CancellationToken.None)
        );
}
