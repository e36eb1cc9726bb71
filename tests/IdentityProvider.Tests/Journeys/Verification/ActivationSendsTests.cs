using SecureAccess.Delivery;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>D7 for activation texts and calls: over methods, over resends, over nodes.</summary>
public sealed class ActivationSendsTests
{
    private static readonly Registrant Business = Registrant.Of("business-phone");

    // Fails when: calls are not held to 30 seconds and three resends, or count apart from texts.
    [Fact, Trait("Requirement", "D7")]
    public async Task Calls_and_texts_are_resent_after_thirty_seconds_three_times_in_all()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/code", "voice");
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("You can have a new code sent in 1 second.");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("A new code is on its way.");
        // Another method need not wait, but counts.
        await browser.Open("/verify/method");
        await browser.Submit(("method", "text"), ("phone", ""));
        browser.MainText.ShouldContain("We sent a text message");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitForm(Registrations.Resend);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await browser.SubmitForm(Registrations.Resend);

        browser.MainText.ShouldContain("You can have a new code sent in");
        (await host.Messages(channel: Channel.Voice)).Count.ShouldBe(2);
        (await host.Messages(channel: Channel.Text)).Count.ShouldBe(2);
    }

    // Fails when: the code before stays valid after another was sent by the other method.
    [Fact, Trait("Requirement", "D2"), Trait("Requirement", "R17")]
    public async Task A_text_voids_the_code_of_the_call_before()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/code", "voice");
        var called = await host.NewestCode(Business.Phone);
        await browser.Open("/verify/method");
        await browser.Submit(("method", "text"), ("phone", ""));
        var texted = await host.NewestCode(Business.Phone);
        if (called != texted)
        {
            await browser.Submit(("code", called));
            browser.ErrorBeside("code").ShouldNotBeNull();
        }

        (await browser.Submit(("code", texted))).Path().ShouldBe("/register/done");
    }

    // Fails when: a call lives shorter or longer than 10 minutes, or the page that follows says nothing.
    [Theory, Trait("Requirement", "R17")]
    [InlineData(599, "/register/done")]
    [InlineData(600, "/verify/method")]
    public async Task A_call_is_accepted_for_ten_minutes_and_no_longer(int seconds, string then)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/code", "voice");
        var code = await host.NewestCode(Business.Phone);
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe(then);
        if (seconds == 600)
        {
            browser.MainText.ShouldContain("Your activation code is no longer valid.");
        }
    }

    // Fails when: a node counts sends for itself: two nodes would send twice as many.
    [Theory, Trait("Requirement", "D7"), Trait("Threat", "Toll-fraud")]
    [InlineData("sends-per-account", "text")]
    [InlineData("sends-per-number-and-hour", "voice")]
    [InlineData("sends-per-number-and-day", "text")]
    [InlineData("sends-per-source", "voice")]
    [InlineData("sends-per-country-prefix", "text")]
    public async Task Budgets_of_sends_hold_across_nodes(string budget, string method)
    {
        await using var ground = await HostGround.Create(SecureAccess.Persistence.Engine.Sqlite);
        var wishes = new HostWishes
        {
            Ground = ground,
            Settings = new Dictionary<string, string?> { [$"Limits:Budgets:{budget}"] = "2" },
        };
        await using var first = await RegistrationWalk.Host(wishes);
        await using var second = await RegistrationWalk.Host(wishes);
        var one = await first.WalkByLetter(Business, "/verify/code", method);
        var other = await second.EnterPassword(Business);
        other.Path().ShouldBe("/verify/code");
        ground.Clock.Advance(TimeSpan.FromSeconds(30));
        await other.SubmitForm(Registrations.Resend);
        other.MainText.ShouldContain("A new code is on its way.");
        ground.Clock.Advance(TimeSpan.FromSeconds(30));

        await one.SubmitForm(Registrations.Resend);

        one.MainText.ShouldContain("You can have a new code sent in");
        (await first.Messages(Business.Phone)).Count.ShouldBe(2);
    }

    // Fails when: a node counts resends for itself, or does not see the code that another sent.
    [Fact, Trait("Requirement", "D7")]
    public async Task Resends_hold_across_nodes_and_either_takes_the_code()
    {
        await using var ground = await HostGround.Create(SecureAccess.Persistence.Engine.Sqlite);
        await using var first = await RegistrationWalk.Host(new HostWishes { Ground = ground });
        await using var second = await RegistrationWalk.Host(new HostWishes { Ground = ground });
        var one = await first.WalkByLetter(Business, "/verify/code");
        var other = await second.EnterPassword(Business);
        ground.Clock.Advance(TimeSpan.FromSeconds(29));
        await other.SubmitForm(Registrations.Resend);
        other.MainText.ShouldContain("You can have a new code sent in 1 second.");
        ground.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var node in new[] { one, other, one })
        {
            await node.SubmitForm(Registrations.Resend);
            node.MainText.ShouldContain("A new code is on its way.");
            ground.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await other.SubmitForm(Registrations.Resend);
        other.MainText.ShouldContain("You can have a new code sent in");
        (await first.Messages(Business.Phone)).Count.ShouldBe(4);
        (await other.Submit(("code", await first.NewestCode(Business.Phone))))
            .Path()
            .ShouldBe("/register/done");
    }
}
