using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Recovering;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>What tests of replacing a lost phone (D15) do again and again: with Maria of the demo people, who has a ready account.</summary>
internal static class LostPhones
{
    /// <summary>A phone that nobody activated.</summary>
    public const string NewPhone = "+12025550198";

    /// <summary>Maria as she signs in with the phone that she loses.</summary>
    public static readonly TestPerson Maria = new();

    /// <summary>Maria as she proves who she is.</summary>
    public static readonly Registrant Owner = Registrant.Of("maria-lopez") with
    {
        Email = Maria.Email,
        Username = Maria.Username,
        Password = Maria.Password,
    };

    /// <summary>A host with the demo people and the tools of <see cref="TestTool.Clients"/>.</summary>
    public static async Task<SecureAccessHost> Host(Engine engine = Engine.Sqlite)
    {
        var host = await RegistrationWalk.Host(new HostWishes { Engine = engine });
        await host.AddClients(TestTool.Clients);
        return host;
    }

    /// <summary>Begins with the password, or with an email code alone.</summary>
    public static async Task<Browser> BeginLostPhone(
        this SecureAccessHost host,
        bool byPassword,
        Registrant? who = null,
        string source = "127.0.0.1"
    )
    {
        var person = who ?? Owner;
        if (byPassword)
        {
            var signingIn = await host.EnterPassword(person, source: source);
            await signingIn.Follow("main a[href='/recover/phone']");
            return await signingIn.Submit();
        }

        var browser = await host.NewBrowser(source).Open("/recover/phone");
        await browser.Submit(("username", person.Username!));
        return await browser.Submit(("code", await host.NewestCode(person.Email)));
    }

    /// <summary>Comes to the page where the code of the letter is entered, with the letter sent.</summary>
    public static async Task<Browser> ToTheLetter(this SecureAccessHost host, bool byPassword)
    {
        var browser = await host.BeginLostPhone(byPassword);
        return await RegistrationWalk.Letter(host, Owner).GoOnTo(browser, "/verify/letter-code");
    }

    /// <summary>The account that Maria has.</summary>
    public static async Task<Guid> MariasAccount(this SecureAccessHost host) =>
        (await host.AccountOf(Maria.Email))!.Id;

    /// <summary>All that a thief might have changed of an account: its name, password, phones, apps, addresses and identity.</summary>
    public static Task<string> Describe(this SecureAccessHost host, Guid account) =>
        host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var row = await database
                .Set<Account>()
                .AsNoTracking()
                .SingleAsync(a => a.Id == account);
            var profile = (
                await services
                    .GetRequiredService<AccountProfile>()
                    .Read(account, CancellationToken.None)
            )!;
            var phones = await database
                .Set<ActivatedPhone>()
                .CountAsync(phone => phone.AccountId == account);
            var apps = await database
                .Set<AuthenticatorApp>()
                .CountAsync(app => app.AccountId == account);
            return $"{row.UserName} {row.PasswordHash} {row.VerifiedAt:O} {row.PasswordCompromisedAt} {row.DisabledAt} "
                + $"{profile.Email} {profile.Phone} {profile.Person!.Address} {phones} {apps}";
        });

    /// <summary>Does what the job does with replacements that nobody finished.</summary>
    public static Task DeleteOldReplacements(this SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<OldReplacements>().Delete(CancellationToken.None)
        );

    /// <summary>Posts as a form of the page where the browser is, with its antiforgery token.</summary>
    public static async Task<Browser> PostTo(
        this Browser browser,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var token = browser.ValueOf("__RequestVerificationToken")!;
        return await browser
            .NewTab()
            .Post(path, [("__RequestVerificationToken", token), .. fields]);
    }
}
