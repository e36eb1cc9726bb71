using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Codes;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>The recovery code (D15), and that known and unknown names are alike (D21).</summary>
public sealed class RecoveryCodeTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: the recovery code lives shorter or longer than 10 minutes.
    [Theory]
    [InlineData(599, "/recover/method")]
    [InlineData(600, "/recover/password")]
    [Trait("Requirement", "D15")]
    [Trait("Threat", "Replay-and-clocks")]
    public async Task It_is_accepted_for_ten_minutes_and_no_longer(int seconds, string then)
    {
        await using var host = await Host();
        var browser = await host.BeginRecovery("maria.lopez");
        var code = await host.NewestCode(Maria.Email);
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await browser.Submit(("code", code));
        browser.Path().ShouldBe(then);
        if (then == "/recover/password")
        {
            browser.MainText.ShouldContain("Your recovery code is no longer valid");
        }
    }

    // Fails when: more than five wrong entries are compared with one code, or what cannot be a code is counted.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Requirement", "D15")]
    public async Task Five_wrong_entries_void_it()
    {
        await using var host = await Host();
        var browser = await host.BeginRecovery("maria.lopez");
        var code = await host.NewestCode(Maria.Email);
        foreach (var none in new[] { "", "12345", "1234567", "abcdef", "\ud800" })
        {
            await browser.Submit(("code", none));
            browser.ErrorBeside("code").ShouldBe("Enter the 6 digits of your recovery code.");
        }

        await browser.EnterWrong(code, 5);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await browser.Submit(("code", code));
        browser.ErrorBeside("code").ShouldBe("This code is no longer valid. Get a new one below.");
    }

    // Fails when: another send, another browser or beginning anew resets the count of wrong entries.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Guessing-codes")]
    public async Task No_send_resets_the_count_of_failures()
    {
        await using var host = await Host();
        var browser = await host.BeginRecovery("maria.lopez");
        await browser.EnterWrong(await host.NewestCode(Maria.Email), 4);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("A new code is on its way");
        await browser.EnterWrong(await host.NewestCode(Maria.Email), 1);
        await browser.Submit(("code", await host.NewestCode(Maria.Email)));
        browser.ErrorBeside("code")!.ShouldStartWith("There were too many wrong codes.");

        var other = await host.BeginRecovery("maria.lopez");
        await other.Submit(("code", await host.NewestCode(Maria.Email)));
        other.ErrorBeside("code")!.ShouldStartWith("There were too many wrong codes.");
    }

    // Fails when: a code is sent again within 30 seconds, more than three times, or the one before it stays valid.
    [Fact]
    [Trait("Requirement", "D7")]
    [Trait("Requirement", "D15")]
    public async Task Another_code_is_sent_after_half_a_minute_three_times_at_most()
    {
        await using var host = await Host();
        var browser = await host.BeginRecovery("maria.lopez");
        var first = await host.NewestCode(Maria.Email);
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("You can have a new code sent in 30 seconds");
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(30));
            await browser.SubmitForm(Registrations.Resend);
            browser.MainText.ShouldContain("A new code is on its way");
        }

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("You can have a new code sent in");
        (await host.Messages(Maria.Email)).Count.ShouldBe(4);
        var newest = await host.NewestCode(Maria.Email);
        if (first != newest)
        {
            await browser.Submit(("code", first));
            browser.ErrorBeside("code").ShouldNotBeNull();
        }

        (await browser.Submit(("code", newest))).Path().ShouldBe("/recover/method");
    }

    // Fails when: the code that one browser asked for opens a recovery session in another.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_code_opens_nothing_in_another_browser()
    {
        await using var host = await Host();
        var owner = await host.BeginRecovery("maria.lopez");
        var code = await host.NewestCode(Maria.Email);
        var thief = await host.BeginRecovery("maria.lopez", "10.9.0.1");
        var thiefs = await host.NewestCode(Maria.Email);
        if (code != thiefs)
        {
            await thief.Submit(("code", code));
            thief.ErrorBeside("code").ShouldNotBeNull();
        }

        (await host.NewBrowser().Open("/recover/code")).Path().ShouldBe("/recover");
        (await owner.Submit(("code", code))).Path().ShouldBe("/recover/method");
    }

    // Fails when: of parallel entries of the right code more than one opens a session.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task Of_parallel_entries_one_opens_a_session()
    {
        await using var host = await Host();
        var browser = await host.BeginRecovery("maria.lopez");
        var code = await host.NewestCode(Maria.Email);
        var tabs = new List<Browser>();
        for (var i = 0; i < 4; i++)
        {
            tabs.Add(await browser.NewTab().Open("/recover/code"));
        }

        await Together.AtOnce(tabs, tab => tab.Submit(("code", code)));
        (
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<SecureAccess.Sessions.Session>()
                    .CountAsync()
            )
        ).ShouldBe(1);
    }

    // Fails when: a known name is answered with another page, header or status, or after other statements, than an unknown one.
    [Theory]
    [InlineData("maria.lopez", "marja.lopez", false)]
    [InlineData("maria@example.org", "marja@example.org", false)]
    [InlineData("maria.lopez", "maria.lopez", true)]
    [Trait("Requirement", "D4")]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D21")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task Known_and_unknown_names_are_answered_alike_after_the_same_work(
        string known,
        string unknown,
        bool disabled
    )
    {
        await using var host = await Host();
        var one = await Visit(host, known, "10.1.0.1");
        if (disabled)
        {
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<Account>()
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(
                            row => row.DisabledAt,
                            (DateTimeOffset?)host.Clock.GetUtcNow()
                        )
                    )
            );
        }

        var count = (await host.Messages(Maria.Email)).Count;
        var other = await Visit(host, unknown, "10.2.0.1");
        (await host.Messages(Maria.Email)).Count.ShouldBe(count);
        other.Count.ShouldBe(one.Count);
        for (var i = 0; i < one.Count; i++)
        {
            other[i].Page.ShouldBe(one[i].Page, $"answer {i}");
            if (!disabled)
            {
                other[i].Statements.ShouldBe(one[i].Statements, $"answer {i}");
            }
        }
    }

    // Fails when: the owner gets no username, a stranger's address learns one, or the answers or the work differ.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D21")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task A_forgotten_username_goes_to_its_owner_and_both_answers_are_alike()
    {
        await using var host = await Host();
        var known = await Ask(host, "Maria@Example.org", "10.1.0.1");
        var unknown = await Ask(host, "Marja@Example.org", "10.2.0.1");
        known.Page.ShouldBe(unknown.Page);
        known.Statements.ShouldBe(unknown.Statements);
        var told = (await host.Messages("maria@example.org")).ShouldHaveSingleItem();
        told.Body.ShouldContain("It is maria.lopez.");
        var stranger = (await host.Messages("Marja@Example.org")).ShouldHaveSingleItem();
        stranger.Subject.ShouldBe("There is no Secure Access account with this email address");
        stranger.Body.ShouldNotContain("maria.lopez");
        (await host.Messages()).Count.ShouldBe(2);
    }

    // Fails when: a spelling that only looks like the address on file gets the message in its place (U+212A is k in lower case).
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D21")]
    public async Task A_message_goes_to_the_address_on_file_and_never_to_the_one_typed()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria with { Email = "kira@example.org" });
        await host.BeginRecovery("\u212Aira@example.org");
        (await host.Messages()).ShouldAllBe(message =>
            message.To == "kira@example.org" || message.Code == null
        );
    }

    // Fails when: more than ten messages an hour are sent for a name or to a mailbox, or the mailbox tells which names lead to it.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D21")]
    public async Task The_budgets_stop_a_flood_and_tell_nothing()
    {
        await using var host = await Host();
        for (var i = 0; i < 10; i++)
        {
            (await host.BeginRecovery("maria.lopez", $"10.{i}.0.1"))
                .Path()
                .ShouldBe("/recover/code");
        }

        var refused = await host.BeginRecovery("maria.lopez", "10.11.0.1");
        refused.ErrorBeside("username")!.ShouldStartWith("Too many messages were asked for.");
        // The other name of the same mailbox: answered as ever, and nothing leaves.
        (await host.BeginRecovery(Maria.Email, "10.12.0.1"))
            .Path()
            .ShouldBe("/recover/code");
        (await host.Messages(Maria.Email)).Count.ShouldBe(10);
        for (var i = 0; i < 10; i++)
        {
            await host.BeginRecovery("nobody.here", $"10.{i}.1.1");
        }

        var alike = await host.BeginRecovery("nobody.here", "10.11.1.1");
        alike.ErrorBeside("username").ShouldBe(refused.ErrorBeside("username"));
    }

    // Fails when: what cannot be a name or an address is taken, causes a message, or is lost from the form.
    [Theory]
    [InlineData("/recover/password", "username", "", "Enter your username or your email address.")]
    [InlineData("/recover/password", "username", "a\u0007b", "letters, digits and signs only")]
    [InlineData("/recover/password", "username", "half \ud800", "letters, digits and signs only")]
    [InlineData("/recover/username", "email", "", "Enter your email address.")]
    [InlineData("/recover/username", "email", "maria.lopez", "such as name@example.com")]
    [InlineData("/recover/username", "email", "a@b.example, c@d.example", "such as name@")]
    [InlineData("/recover/not-me", "email", "", "Enter your email address.")]
    [InlineData("/recover/not-me", "email", "maria@", "such as name@example.com")]
    [Trait("Requirement", "D15")]
    public async Task Bad_input_is_said_beside_the_field(
        string page,
        string field,
        string typed,
        string said
    )
    {
        await using var host = await Host();
        var browser = await host.NewBrowser().Open(page);
        await browser.Submit((field, typed));
        browser.Path().ShouldBe(page);
        browser.ErrorBeside(field)!.ShouldContain(said);
        await browser.Submit((field, new string('x', 300)));
        browser.ErrorBeside(field)!.ShouldContain("at most 254 characters");
        (await host.Messages()).ShouldBeEmpty();
    }

    // Fails when: a later page of a recovery is shown to who began none.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task A_page_of_a_recovery_without_one_leads_to_the_ways()
    {
        await using var host = await Host();
        foreach (
            var page in new[]
            {
                "code",
                "method",
                "security-code",
                "new-password",
                "secure",
                "secured",
            }
        )
        {
            (await host.NewBrowser().Open($"/recover/{page}")).Path().ShouldBe("/recover");
        }
    }

    // Fails when: voiding a kind leaves one of its codes alive, or takes another's or another kind's.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task A_pending_letter_is_void_and_nothing_else()
    {
        await using var host = await Host();
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        await host.Do(async services =>
        {
            var codes = services.GetRequiredService<OneTimeCodes>();
            var change = services.GetRequiredService<StateChange>();
            await change.InOneTransaction(
                async token =>
                {
                    await codes.Issue(new(CodeKind.MailedActivation, mine, "a", Guid.Empty), token);
                    await codes.Issue(
                        new(CodeKind.MailedActivation, other, "a", Guid.Empty),
                        token
                    );
                    await codes.Issue(new(CodeKind.Security, mine, "a", Guid.Empty), token);
                },
                CancellationToken.None
            );
            await change.InOneTransaction(
                token => codes.VoidAll(CodeKind.MailedActivation, mine, token),
                CancellationToken.None
            );
        });
        var alive = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OneTimeCode>()
                .Where(code => code.VoidedAt == null)
                .Select(code => code.Owner)
                .ToListAsync()
        );
        alive.ShouldBe([other, mine], ignoreOrder: true);
    }

    private static async Task<SecureAccessHost> Host()
    {
        var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        return host;
    }

    private static async Task<IReadOnlyList<(string Page, IReadOnlyList<string> Statements)>> Visit(
        SecureAccessHost host,
        string name,
        string source
    )
    {
        var browser = await host.NewBrowser(source).Open("/recover/password");
        var answers = new List<(string, IReadOnlyList<string>)>();
        async Task Note(Func<Task> act)
        {
            var statements = await host.StatementsOf(act);
            answers.Add((browser.Comparable(name), statements));
        }

        await Note(() => browser.Submit(("username", name)));
        for (var i = 0; i < 6; i++)
        {
            await Note(() => browser.Submit(("code", "000000")));
        }

        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await Note(() => browser.SubmitForm(Registrations.Resend));
        host.Clock.Advance(TimeSpan.FromHours(2));
        await Note(() => browser.Submit(("code", "000000")));
        return answers;
    }

    private static async Task<(string Page, IReadOnlyList<string> Statements)> Ask(
        SecureAccessHost host,
        string address,
        string source
    )
    {
        var browser = await host.NewBrowser(source).Open("/recover/username");
        var statements = await host.StatementsOf(() => browser.Submit(("email", address)));
        return (browser.Comparable(address), statements);
    }
}
