using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

/// <summary>Activation codes by letter, their limits and their races; a class per engine below.</summary>
public abstract class ActivationLettersCases : EngineCases
{
    private static readonly LetterRecipient To = new(
        "maria.lopez",
        "Maria Lopez",
        ["12 Elm St", "Springfield, IL 62701"]
    );

    private Guid account;

    protected override async Task Prepare() => account = await Rooms.Account();

    // Fails when: the code of a letter lives shorter or longer than 30 days.
    [Theory]
    [Trait("Requirement", "R18")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task A_mailed_code_is_accepted_for_thirty_days_and_no_longer(
        int second,
        bool accepted
    )
    {
        await Send();
        var code = await NewestCode();
        Rooms.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(second));

        var result = await Enter(code);

        (result is EntryResult.Accepted).ShouldBe(accepted);
        ((await Read())!.AcceptedAt is not null).ShouldBe(accepted);
    }

    // Fails when: an eleventh entry is compared with a mailed code, or fewer than ten are.
    [Theory]
    [Trait("Requirement", "D2")]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public async Task Ten_wrong_entries_void_it(int wrong, bool accepted)
    {
        await Send();
        var code = await NewestCode();
        for (var i = 0; i < wrong; i++)
        {
            (await Enter(Not(code))).ShouldBeOfType<EntryResult.Wrong>();
            Rooms.Clock.Advance(TimeSpan.FromHours(1));
        }

        var result = await Enter(code);

        (result is EntryResult.Accepted).ShouldBe(accepted);
        (result is EntryResult.NoLiveCode).ShouldBe(!accepted);
    }

    // Fails when: what cannot be a mailed code is counted, or the forgiving spellings of one are not taken.
    [Fact]
    [Trait("Requirement", "D1")]
    [Trait("Requirement", "D2")]
    public async Task What_cannot_be_a_code_is_not_counted_and_any_spelling_is_taken()
    {
        await Send();
        var code = await NewestCode();
        foreach (
            var entry in new[] { "", "ABCDE", "ABCDE-FGHJU", new string('A', 200), "ABCDÉFGHJK" }
        )
        {
            for (var i = 0; i < 3; i++)
            {
                (await Enter(entry)).ShouldBeOfType<EntryResult.NotACode>();
            }
        }

        var typed = code.ToLowerInvariant()
            .Replace("-", "  ", StringComparison.Ordinal)
            .Replace('0', 'o')
            .Replace('1', 'l');
        (await Enter(typed)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: wrong entries of a mailed code do not slow down the next ones.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task From_the_fifth_wrong_entry_on_there_is_a_delay()
    {
        await Send();
        var code = await NewestCode();
        for (var i = 0; i < 5; i++)
        {
            (await Enter(Not(code))).ShouldBeOfType<EntryResult.Wrong>();
        }

        (await Enter(code))
            .ShouldBeOfType<EntryResult.Wait>()
            .Until.ShouldBe(Rooms.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        Rooms.Clock.Advance(TimeSpan.FromSeconds(30));
        (await Enter(code)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: the code of one account's letter is right in another account, with or without a letter of its own.
    [Fact]
    [Trait("Requirement", "D6")]
    [Trait("Threat", "Letter-theft")]
    public async Task The_code_is_wrong_in_every_other_account()
    {
        var other = await Rooms.Account("john.smith", "+12025550144");
        await Send();
        var code = await NewestCode();

        (await Enter(code, other)).ShouldBeOfType<EntryResult.NoChallenge>();
        await Send(to: other, taxpayerNumber: "b");
        (await Enter(code, other)).ShouldBeOfType<EntryResult.Wrong>();
        (await Enter(code)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: the code of an earlier letter is accepted after a newer one was sent.
    [Fact]
    [Trait("Requirement", "D6")]
    [Trait("Threat", "Letter-theft")]
    public async Task A_newer_letter_voids_the_code_of_the_one_before()
    {
        await Send();
        var first = await NewestCode();
        await Send();
        var second = await NewestCode();

        (await Enter(first)).ShouldBeOfType<EntryResult.Wrong>();
        (await Enter(second)).ShouldBeOfType<EntryResult.Accepted>();
    }

    // Fails when: a third letter is sent within 30 days of the first, or is refused afterwards.
    [Fact]
    [Trait("Requirement", "D6")]
    public async Task There_are_two_letters_in_thirty_days()
    {
        var began = Rooms.Clock.GetUtcNow();
        (await Send()).ShouldBeOfType<LetterResult.Sent>();
        Rooms.Clock.Advance(TimeSpan.FromDays(10));
        (await Send()).ShouldBeOfType<LetterResult.Sent>();
        Rooms.Clock.Advance(TimeSpan.FromDays(20) - TimeSpan.FromSeconds(1));

        (await Send())
            .ShouldBeOfType<LetterResult.NotBefore>()
            .At.ShouldBe(began + TimeSpan.FromDays(30));
        (await Letters()).Count.ShouldBe(2);
        Rooms.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Send()).ShouldBeOfType<LetterResult.Sent>();
    }

    // Fails when: another account of the same taxpayer number gets a third letter, or another person's does not get one.
    [Fact]
    [Trait("Requirement", "D6")]
    public async Task Two_letters_in_thirty_days_hold_across_accounts_of_one_taxpayer_number()
    {
        var other = await Rooms.Account("john.smith", "+12025550144");
        await Send();
        await Send(to: other);

        (await Send()).ShouldBeOfType<LetterResult.NotBefore>();
        (await Send(to: other)).ShouldBeOfType<LetterResult.NotBefore>();
        (await Send(to: other, taxpayerNumber: "b")).ShouldBeOfType<LetterResult.Sent>();
    }

    // Fails when: of requests for a letter at once more than one is sent, or those that sent none stay counted.
    [Fact]
    [Trait("Requirement", "D6")]
    [Trait("Threat", "Parallel-requests")]
    public async Task Of_requests_at_once_one_letter_is_sent_and_one_is_counted()
    {
        await Rooms.InParallel(2, scope => Send(scope, account, "a", null));
        var first = (await Letters()).Count;
        var sent = (await Read())!.Id;
        await Rooms.InParallel(2, scope => Send(scope, account, "a", sent));

        first.ShouldBe(1);
        (await Letters()).Count.ShouldBe(2);
        (await Send()).ShouldBeOfType<LetterResult.NotBefore>();
    }

    // Fails when: one mailed code is accepted more than once.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Threat", "Guessing-codes")]
    public async Task Entered_many_times_at_once_it_is_accepted_once()
    {
        await Send();
        var code = await NewestCode();
        var accepted = 0;

        var results = await Rooms.InParallel(
            8,
            scope =>
                scope
                    .GetRequiredService<ActivationLetters>()
                    .Verify(
                        Context(account) with
                        {
                            Source = Guid.NewGuid().ToString("N"),
                        },
                        code,
                        _ =>
                        {
                            Interlocked.Increment(ref accepted);
                            return Task.CompletedTask;
                        },
                        CancellationToken.None
                    )
        );

        results.Count(result => result is EntryResult.Accepted).ShouldBe(1);
        accepted.ShouldBe(1);
    }

    // Fails when: an accepted letter is good for more or less than 24 hours, or only in the session that entered it.
    [Fact]
    [Trait("Requirement", "D6")]
    public async Task An_accepted_letter_is_good_for_twenty_four_hours()
    {
        await Send();
        await Enter(await NewestCode());
        Rooms.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await Read()).ShouldNotBeNull().IsAccepted.ShouldBeTrue();

        Rooms.Clock.Advance(TimeSpan.FromSeconds(1));

        var over = (await Read()).ShouldNotBeNull();
        over.IsAccepted.ShouldBeFalse();
        over.IsAwaited.ShouldBeFalse();
    }

    // Fails when: a voided letter's code is accepted, or voiding it gives a letter back.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D6")]
    public async Task A_letter_can_be_voided_and_stays_counted()
    {
        await Send();
        await Send();
        var code = await NewestCode();
        await Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => scope.GetRequiredService<ActivationLetters>().Forget(account, token),
                    CancellationToken.None
                )
        );

        (await Enter(code)).ShouldBeOfType<EntryResult.NoChallenge>();
        (await LiveCodes()).ShouldBe(0);
        (await Send()).ShouldBeOfType<LetterResult.NotBefore>();
    }

    // Fails when: the reminder comes earlier than seven days before the end, not at all, or twice.
    [Fact]
    [Trait("Requirement", "R18")]
    public async Task A_reminder_is_mailed_once_a_week_before_the_code_ends()
    {
        await Send();
        Rooms.Clock.Advance(TimeSpan.FromDays(23) - TimeSpan.FromSeconds(1));
        await Remind();
        (await Reminders()).ShouldBe(0);
        Rooms.Clock.Advance(TimeSpan.FromSeconds(1));

        await Rooms.InParallel(
            4,
            async scope =>
            {
                await scope.GetRequiredService<LetterReminders>().Send(CancellationToken.None);
                return true;
            }
        );
        await Remind();

        (await Reminders()).ShouldBe(1);
    }

    // Fails when: somebody is reminded of a letter whose code was accepted, voided, used up or is over.
    [Theory]
    [Trait("Requirement", "R18")]
    [InlineData("accepted")]
    [InlineData("voided")]
    [InlineData("used up")]
    [InlineData("over")]
    public async Task Nobody_is_reminded_of_a_letter_that_is_of_no_use(string meanwhile)
    {
        await Send();
        var code = await NewestCode();
        Rooms.Clock.Advance(TimeSpan.FromDays(15));
        switch (meanwhile)
        {
            case "accepted":
                await Enter(code);
                break;
            case "voided":
                await Rooms.In(scope =>
                    scope
                        .GetRequiredService<ActivationLetters>()
                        .Forget(account, CancellationToken.None)
                );
                break;
            case "used up":
                for (var i = 0; i < 10; i++)
                {
                    await Enter(Not(code));
                    Rooms.Clock.Advance(TimeSpan.FromHours(1));
                }

                break;
            default:
                Rooms.Clock.Advance(TimeSpan.FromDays(7));
                break;
        }

        Rooms.Clock.Advance(TimeSpan.FromDays(8));
        await Remind();

        (await Reminders()).ShouldBe(0);
    }

    // Fails when: a new letter is not reminded of because the one before was.
    [Fact]
    [Trait("Requirement", "R18")]
    public async Task A_new_letter_is_reminded_of_anew()
    {
        await Send();
        Rooms.Clock.Advance(TimeSpan.FromDays(23));
        await Remind();
        await Send();
        await Remind();
        (await Reminders()).ShouldBe(1);
        Rooms.Clock.Advance(TimeSpan.FromDays(23));

        await Remind();

        (await Reminders()).ShouldBe(1);
        (await LiveCodes()).ShouldBe(1);
    }

    private static string Not(string code) => code == "ABCDE-FGHJK" ? "ABCDE-FGHJM" : "ABCDE-FGHJK";

    private FactorContext Context(Guid id) =>
        new(id, Guid.NewGuid(), "203.0.113.7", false, "203.0.113.7");

    private async Task<LetterResult> Send(Guid? to = null, string taxpayerNumber = "a")
    {
        var id = to ?? account;
        var before = await Read(id);
        return await Rooms.In(scope => Send(scope, id, taxpayerNumber, before?.Id));
    }

    private static Task<LetterResult> Send(
        IServiceProvider scope,
        Guid id,
        string taxpayerNumber,
        Guid? replaces
    ) =>
        scope
            .GetRequiredService<ActivationLetters>()
            .Send(
                new LetterOrder(id, To, taxpayerNumber, LetterPurpose.Registration, "en", replaces),
                (_, _) => Task.CompletedTask,
                CancellationToken.None
            );

    private Task<LetterState?> Read(Guid? id = null) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<ActivationLetters>()
                .Read(id ?? account, CancellationToken.None)
        );

    private Task<EntryResult> Enter(string entry, Guid? id = null) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<ActivationLetters>()
                .Verify(
                    Context(id ?? account),
                    entry,
                    _ => Task.CompletedTask,
                    CancellationToken.None
                )
        );

    private Task Remind() =>
        Rooms.In(scope => scope.GetRequiredService<LetterReminders>().Send(CancellationToken.None));

    private async Task<int> Reminders() =>
        (await Inbox(Channel.Email)).Count(message =>
            message.Subject == "The activation code in your Secure Access letter ends soon"
        );

    private Task<IReadOnlyList<OutgoingMessage>> Letters() => Inbox(Channel.Letter);

    private async Task<string> NewestCode() => (await Letters())[0].Code!;

    private Task<int> LiveCodes() =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OneTimeCode>()
                .CountAsync(code =>
                    code.VoidedAt == null
                    && code.ConsumedAt == null
                    && code.Owner == account
                    && code.ExpiresAt > Rooms.Clock.GetUtcNow()
                )
        );

    private Task<IReadOnlyList<OutgoingMessage>> Inbox(Channel channel) =>
        Rooms.In<IReadOnlyList<OutgoingMessage>>(async scope =>
        {
            await scope.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None);
            var received = await scope
                .GetRequiredService<DevelopmentInbox>()
                .Read(null, channel, CancellationToken.None);
            return [.. received.Select(message => message.Message)];
        });
}
