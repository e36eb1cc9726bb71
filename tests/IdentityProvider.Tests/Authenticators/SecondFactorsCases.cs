using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

/// <summary>The second factor from choice to proof against a real database; a class per engine below.</summary>
public abstract class SecondFactorsCases : EngineCases
{
    private const string AppSecret = "GEZDGNBVGY3TQOJQ";
    private FactorContext context = null!;

    protected override async Task Prepare()
    {
        context = new FactorContext(
            await Rooms.Account(),
            Guid.NewGuid(),
            "203.0.113.7",
            false,
            "203.0.113.7"
        );
    }

    // Fails when: a sign-in does not get a code of its own, or an earlier session's code opens a later one.
    [Fact]
    [Trait("Requirement", "R19")]
    public async Task Each_sign_in_gets_a_new_code_and_takes_only_its_own()
    {
        await Choose(context, "text");
        var first = (await Inbox())[0].Code!;
        (await Enter(context, first)).ShouldBeOfType<EntryResult.Accepted>();

        var next = context with { SessionId = Guid.NewGuid() };
        await Choose(next, "text");
        var second = (await Inbox())[0].Code!;
        if (first != second)
        {
            (await Enter(next, first)).ShouldBeOfType<EntryResult.Wrong>();
        }

        (await Enter(next, second)).ShouldBeOfType<EntryResult.Accepted>();
        (await Inbox()).Count.ShouldBe(2);
    }

    // Fails when: a voice call is not offered, or does not read the digits one by one with their lifetime.
    [Fact]
    [Trait("Requirement", "R19")]
    public async Task A_security_code_comes_by_voice_call_too()
    {
        await Choose(context, "voice");
        var call = (await Inbox()).ShouldHaveSingleItem();
        call.Channel.ShouldBe(Channel.Voice);
        call.Body.ShouldContain(string.Join(", ", call.Code!.ToCharArray()));
        call.Body.ShouldContain("10 minutes");
        (await Enter(context, call.Code!)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: a step of the app is accepted twice (D3), in order or at once, or a used code counts as a failure.
    [Fact]
    [Trait("Requirement", "D3")]
    [Trait("Requirement", "R20")]
    public async Task An_app_code_is_accepted_once_and_a_used_one_is_no_failure()
    {
        var code = AppCode();
        await Choose(context, "app");
        (await Enter(context, code)).ShouldBeOfType<EntryResult.Accepted>();
        for (var i = 0; i < 10; i++)
        {
            var again = context with { SessionId = Guid.NewGuid() };
            await Choose(again, "app");
            (await Enter(again, code)).ShouldBeOfType<EntryResult.AlreadyUsed>();
        }

        Rooms.Clock.Advance(TimeSpan.FromSeconds(30));
        var later = context with { SessionId = Guid.NewGuid() };
        await Choose(later, "app");
        (await Enter(later, AppCode())).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: taking an app's step is a read and then a write.
    [Fact]
    [Trait("Requirement", "D3")]
    public async Task Fifty_parallel_entries_of_one_app_code_have_one_success()
    {
        await Choose(context, "app");
        var code = AppCode();
        var entries = await Rooms.InParallel(50, scope => Verify(scope, context, code));
        entries.Count(entry => entry is EntryResult.Accepted).ShouldBe(1);
    }

    // Fails when: fifty parallel submits of a text code make more than one session stronger.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Threat", "Guessing-codes")]
    public async Task Fifty_parallel_submits_of_a_text_code_give_one_success()
    {
        await Choose(context, "text");
        var code = (await Inbox())[0].Code!;
        var entries = await Rooms.InParallel(50, scope => Verify(scope, context, code));
        entries.Count(entry => entry is EntryResult.Accepted).ShouldBe(1);
    }

    // Fails when: asking for a new code resets the count of failures.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Threat", "Guessing-codes")]
    public async Task A_resend_never_resets_the_count_of_failures()
    {
        await Choose(context, "text");
        for (var i = 0; i < 4; i++)
        {
            (await Enter(context, await WrongCode())).ShouldBeOfType<EntryResult.Wrong>();
        }

        Rooms.Clock.Advance(TimeSpan.FromSeconds(30));
        (await Resend(context)).ShouldBeOfType<ChooseResult.Challenged>();
        (await Enter(context, await WrongCode())).ShouldBeOfType<EntryResult.Wrong>();
        (await Enter(context, await WrongCode())).ShouldBeOfType<EntryResult.Wait>();
    }

    // Fails when: guessing the phone's code slows down or disables the app.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task Guessing_one_factor_never_disables_another()
    {
        await Choose(context, "text");
        for (var i = 0; i < 6; i++)
        {
            await Enter(context, await WrongCode());
        }

        await Choose(context, "app");
        (await Enter(context, AppCode())).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: a resend comes before 30 s, or a fourth is sent, or two at once send twice.
    [Fact]
    [Trait("Requirement", "D7")]
    public async Task Resends_are_30_s_apart_three_at_most_and_one_at_a_time()
    {
        await Choose(context, "text");
        (await Resend(context)).ShouldBeOfType<ChooseResult.Later>();
        for (var i = 0; i < 3; i++)
        {
            Rooms.Clock.Advance(TimeSpan.FromSeconds(30));
            await Rooms.InParallel(
                8,
                scope =>
                    scope
                        .GetRequiredService<SecondFactors>()
                        .Resend(context, "en", CancellationToken.None)
            );
            (await Inbox()).Count.ShouldBe(2 + i);
        }

        Rooms.Clock.Advance(TimeSpan.FromSeconds(30));
        (await Resend(context)).ShouldBeOfType<ChooseResult.Later>();
        (await Inbox()).Count.ShouldBe(4);
        (await Enter(context, (await Inbox())[0].Code!)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: an account gets more than ten texts an hour, however many sessions ask.
    [Fact]
    [Trait("Requirement", "D7")]
    [Trait("Threat", "Toll-fraud")]
    public async Task An_account_gets_ten_texts_an_hour()
    {
        for (var i = 0; i < 10; i++)
        {
            (
                await Choose(context with { SessionId = Guid.NewGuid() }, "text")
            ).ShouldBeOfType<ChooseResult.Challenged>();
        }

        var refused = await Choose(context with { SessionId = Guid.NewGuid() }, "text");
        refused.ShouldBe(new ChooseResult.NotSent(Rooms.Clock.GetUtcNow().AddHours(1)));
        (
            await Choose(context with { SessionId = Guid.NewGuid() }, "app")
        ).ShouldBeOfType<ChooseResult.Challenged>();
        Rooms.Clock.Advance(TimeSpan.FromHours(1));
        (
            await Choose(context with { SessionId = Guid.NewGuid() }, "text")
        ).ShouldBeOfType<ChooseResult.Challenged>();
    }

    // Fails when: texts go to a country that is not allowed (US by default).
    [Fact]
    [Trait("Requirement", "D7")]
    [Trait("Threat", "Toll-fraud")]
    public async Task No_text_goes_to_a_country_that_is_not_served()
    {
        var abroad = await Rooms.Account("pierre.martin", "+33612345678");
        (
            await Choose(context with { AccountId = abroad, SessionId = Guid.NewGuid() }, "text")
        ).ShouldBe(new ChooseResult.NotSent(null));
        (await Inbox()).ShouldBeEmpty();
    }

    // Fails when: a message is sent although the change that caused it was rolled back, or its body stays after delivery.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task A_delivered_message_leaves_no_body_in_the_outbox()
    {
        await Choose(context, "text");
        await Inbox();
        var rows = await Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OutboxMessage>()
                .AsNoTracking()
                .ToListAsync()
        );
        var row = rows.ShouldHaveSingleItem();
        row.Payload.ShouldBeNull();
        row.DeliveredAt.ShouldNotBeNull();
    }

    private string AppCode() =>
        new Totp(Base32Encoding.ToBytes(AppSecret)).ComputeTotp(
            Rooms.Clock.GetUtcNow().UtcDateTime
        );

    private async Task<string> WrongCode() =>
        (await Inbox())[0].Code == "000000" ? "000001" : "000000";

    private Task<ChooseResult> Choose(FactorContext who, string method) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<SecondFactors>()
                .Choose(who, method, "en", CancellationToken.None)
        );

    private Task<ChooseResult> Resend(FactorContext who) =>
        Rooms.In(scope =>
            scope.GetRequiredService<SecondFactors>().Resend(who, "en", CancellationToken.None)
        );

    private Task<EntryResult> Enter(FactorContext who, string code) =>
        Rooms.In(scope => Verify(scope, who, code));

    private static Task<EntryResult> Verify(
        IServiceProvider scope,
        FactorContext who,
        string code
    ) =>
        scope
            .GetRequiredService<SecondFactors>()
            .Verify(who, code, (_, _) => Task.CompletedTask, CancellationToken.None);

    private async Task<IReadOnlyList<OutgoingMessage>> Inbox()
    {
        await Rooms.In(scope =>
            scope.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None)
        );
        var received = await Rooms.In(scope =>
            scope.GetRequiredService<DevelopmentInbox>().Read(null, null, CancellationToken.None)
        );
        return [.. received.Select(message => message.Message)];
    }
}
