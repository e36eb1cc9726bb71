using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Codes;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using Registering = SecureAccess.Sessions.Registering;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class KnownEmailTests
{
    private const string Known = "maria@example.org";
    private const string Unknown = "marja@example.org";

    // Fails when: an address that has an account is answered with another page, header or status, or after other statements, than one that has none.
    [Fact, Trait("Requirement", "D21")]
    public async Task Known_and_unknown_addresses_are_answered_alike_after_the_same_work()
    {
        await using var host = await RegistrationWalk.Host();

        var unknown = await Visit(host, Unknown, "10.1.0.1");
        var known = await Visit(host, Known, "10.2.0.1");

        known.Count.ShouldBe(unknown.Count);
        for (var i = 0; i < known.Count; i++)
        {
            known[i].Page.ShouldBe(unknown[i].Page, $"answer {i}");
            known[i].Statements.ShouldBe(unknown[i].Statements, $"answer {i}");
            known[i].Statements.ShouldNotBeEmpty();
        }
    }

    // Fails when: the owner of an address is not told that somebody tried to register with it, or gets a code for it.
    [Theory, Trait("Requirement", "D21")]
    [InlineData(Known)]
    [InlineData("MARIA@Example.org")]
    public async Task The_owner_is_told_by_email_and_gets_no_code(string typed)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open("/register/email");

        await browser.Submit(("email", typed));

        browser.Path().ShouldBe("/register/code");
        var message = (await host.Messages(typed)).ShouldHaveSingleItem();
        message.Subject.ShouldBe("You already have a Secure Access account");
        message.Code.ShouldBeNull();
        message.Body.ShouldContain("/sign-in");
        message.Body.ShouldNotContain("maria.lopez");
        message.Body.Any(char.IsAsciiDigit).ShouldBeFalse(message.Body);
    }

    // Fails when: a code that was made for the address of an account confirms it for a second one.
    [Fact, Trait("Requirement", "D21")]
    public async Task No_code_confirms_the_address_of_an_account()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open("/register/email");
        await browser.Submit(("email", Known));
        var issued = await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                    {
                        var row = await services
                            .GetRequiredService<SecureAccessDbContext>()
                            .Set<Registering.Registration>()
                            .SingleAsync(token);
                        return await services
                            .GetRequiredService<OneTimeCodes>()
                            .Issue(
                                new(
                                    CodeKind.Confirmation,
                                    row.Id,
                                    row.EmailFingerprint,
                                    Guid.Empty
                                ),
                                token
                            );
                    },
                    CancellationToken.None
                )
        );

        await browser.Submit(("code", issued.Code.Reveal()));

        browser
            .ErrorBeside("code")
            .ShouldBe("This is not the right code. Check it and enter it again.");
    }

    private static async Task<List<(string Page, IReadOnlyList<string> Statements)>> Visit(
        SecureAccessHost host,
        string email,
        string source
    )
    {
        var answers = new List<(string, IReadOnlyList<string>)>();
        var browser = await host.NewBrowser(source).Open("/register/email");
        await Note(() => browser.Submit(("email", email)));
        await Note(() => browser.SubmitForm(Registrations.Resend));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await Note(() => browser.SubmitForm(Registrations.Resend));
        await Note(() => browser.Submit(("code", "12")));
        for (var i = 0; i < 6; i++)
        {
            await Note(() => browser.Submit(("code", "271828")));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await Note(() => browser.Submit(("code", "271828")));
        await Note(() => browser.Open("/register/account"));
        await Note(() => browser.Open("/register"));
        await Note(() => browser.Open("/register/email?change=yes"));
        await Note(() => browser.Submit(("email", email)));
        host.Clock.Advance(CodeKind.Confirmation.Lifetime);
        await Note(() => browser.Submit(("code", "271828")));
        await Note(() => browser.Submit(("email", email)));
        return answers;

        async Task Note(Func<Task> act)
        {
            var statements = await host.StatementsOf(act);
            answers.Add((browser.Comparable(email), statements));
        }
    }
}
