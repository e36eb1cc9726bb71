using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

/// <summary>Submissions against a real database; a class per engine beside it.</summary>
public abstract class IdentityCheckCases : ProofingCases
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // Fails when: a match of everything does not confirm, costs an attempt, keeps the account number, or keeps a value as evidence.
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D10")]
    public async Task A_match_of_everything_confirms_the_person()
    {
        var account = await Drafted();
        (await Submit(account)).ShouldBeOfType<CheckResult.Confirmed>();
        var draft = await Draft(account);
        (draft.ProofedAt, draft.LastCheck).ShouldBe((Rooms.Clock.GetUtcNow(), null));
        draft.HoldsAccountNumber.ShouldBeFalse();
        (await Row(account)).AccountNumber.ShouldBeNull();
        (await Attempts(account)).ShouldBe(new AttemptsLeft(3, null));

        var evidence = await Rows<Evidence>();
        evidence
            .Select(row => (row.AccountId, row.Kind, row.Source, row.MatchedAt))
            .ShouldBe(
                [
                    (account, "tax-record", "watched", Rooms.Clock.GetUtcNow()),
                    (account, "financial-account", "watched", Rooms.Clock.GetUtcNow()),
                ],
                ignoreOrder: true
            );
        evidence.ShouldAllBe(row => row.Reference.Length == Guid.Empty.ToString().Length);

        (await Submit(account)).ShouldBeOfType<CheckResult.Confirmed>();
        Sources.Asked.Count.ShouldBe(2);
    }

    // Fails when: it can be seen from result, draft, evidence, sources asked or statements which item was wrong.
    [Fact]
    [Trait("Requirement", "D5")]
    [Trait("Threat", "Learning-which-item-was-wrong")]
    public async Task Whatever_item_is_wrong_the_answer_and_the_work_are_the_same()
    {
        var right = ProofedPeople.Answers("maria-lopez");
        var wrong = ProofedPeople
            .OneItemWrong(right)
            .Select(item => (Item: item.Key, Answers: item.Value, Number: "11111111"))
            .Append((Item: "accountNumber", Answers: right, Number: "00000000"))
            .Append((Item: "frozen", ProofedPeople.Answers("frozen-record"), "11110105"));
        IReadOnlyList<string>? statements = null;
        foreach (var (item, answers, number) in wrong)
        {
            var account = await NewAccount();
            await Say(account, answers);
            // The first failure of all makes the rows of the budgets.
            await Give(account, "credit-card", number);
            await Submit(account);
            await Give(account, "credit-card", number);
            Sources.Asked.Clear();
            Sql.Reset();
            (await Submit(account)).ShouldBeOfType<CheckResult.Failed>(item);
            statements ??= Sql.Statements;
            Sql.Statements.ShouldBe(statements, item);
            Sources.Asked.ShouldBe(["tax-record", "financial-account"], ignoreOrder: true, item);
            var draft = await Draft(account);
            draft.LastCheck.ShouldBe(
                new LastCheck(CheckOutcome.NotConfirmed, null, Rooms.Clock.GetUtcNow()),
                item
            );
            (await Row(account)).AccountNumber.ShouldBeNull(item);
            draft.Identity.ShouldBe(answers, item);
            Rooms.Clock.Advance(Day);
        }

        statements.ShouldNotBeNull().ShouldNotBeEmpty();
        (await Rows<Evidence>()).ShouldBeEmpty();
    }

    // Fails when: the reason of a refused card is told although something else was wrong, is not told otherwise, or costs no attempt.
    [Theory]
    [Trait("Requirement", "R13")]
    [Trait("Requirement", "D10")]
    [InlineData("american-express", "american-express")]
    [InlineData("debit-card", "debit")]
    [InlineData("corporate-card", "corporate")]
    public async Task A_card_that_is_not_accepted_is_told_only_when_all_else_matched(
        string person,
        string reason
    )
    {
        var account = await Drafted(person);
        (await Submit(account)).ShouldBeOfType<CheckResult.Failed>();
        var now = Rooms.Clock.GetUtcNow();
        (await Draft(account)).LastCheck.ShouldBe(
            new LastCheck(CheckOutcome.NotAccepted, reason, now)
        );
        (await Row(account)).AccountNumber.ShouldBeNull();
        (await Attempts(account)).Left.ShouldBe(2);

        var (kind, number) = ProofedPeople.Account(person);
        await Give(account, kind, number);
        await Say(account, ProofedPeople.Answers(person) with { GivenName = "Zoe" });
        (await Submit(account)).ShouldBeOfType<CheckResult.Failed>();
        (await Draft(account)).LastCheck.ShouldBe(
            new LastCheck(CheckOutcome.NotConfirmed, null, now)
        );
        (await Rows<Evidence>()).ShouldBeEmpty();
    }

    // Fails when: other than three failures are allowed in 24 h, the wait is not counted from the first, or a retry restarts it.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task After_three_failures_a_person_waits_until_24_hours_after_the_first()
    {
        var account = await Drafted();
        var first = Rooms.Clock.GetUtcNow();
        for (var left = 2; left >= 0; left--)
        {
            (await Fail(account)).ShouldBeOfType<CheckResult.Failed>();
            (await Attempts(account)).Left.ShouldBe(left);
            Rooms.Clock.Advance(TimeSpan.FromHours(1));
        }

        Sources.Asked.Clear();
        (await Attempts(account)).ShouldBe(new AttemptsLeft(0, first + Day));
        (await Fail(account)).ShouldBe(new CheckResult.Wait(first + Day));
        (await Draft(account)).HoldsAccountNumber.ShouldBeTrue();
        Rooms.Clock.SetUtcNow(first + Day - TimeSpan.FromMilliseconds(1));
        (await Fail(account)).ShouldBe(new CheckResult.Wait(first + Day));
        Sources.Asked.ShouldBeEmpty();

        Rooms.Clock.SetUtcNow(first + Day);
        (await Attempts(account)).ShouldBe(new AttemptsLeft(3, null));
        (await Fail(account)).ShouldBeOfType<CheckResult.Failed>();
    }

    // Fails when: a taxpayer number can be guessed at more than three times a day by using further accounts.
    [Fact]
    [Trait("Requirement", "D5")]
    [Trait("Threat", "Stolen-knowledge-answers")]
    public async Task The_attempts_of_a_taxpayer_number_are_counted_across_accounts()
    {
        var (one, two) = (await Drafted(), await Drafted());
        var first = Rooms.Clock.GetUtcNow();
        await Fail(one);
        Rooms.Clock.Advance(TimeSpan.FromMinutes(1));
        await Fail(two, "198.51.100.1");
        (await Fail(two, "198.51.100.1")).ShouldBeOfType<CheckResult.Failed>();
        (await Attempts(one)).ShouldBe(new AttemptsLeft(0, first + Day));
        (await Fail(one)).ShouldBe(new CheckResult.Wait(first + Day));
        (await Fail(two, "198.51.100.1")).ShouldBe(new CheckResult.Wait(first + Day));

        await Say(two, ProofedPeople.Answers("james-carter"));
        (await Attempts(two, "198.51.100.1")).Left.ShouldBe(1);
        (await Fail(two, "198.51.100.1")).ShouldBeOfType<CheckResult.Failed>();
    }

    // Fails when: one address may try more than 20 people a day, or the budget of one address shuts out another.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task An_address_has_20_failures_in_24_hours()
    {
        var first = Rooms.Clock.GetUtcNow();
        var people = ProofedPeople.All.All;
        for (var i = 0; i < 20; i++)
        {
            var account = await Drafted(people[i % people.Count].Id);
            (await Fail(account)).ShouldBeOfType<CheckResult.Failed>();
            Rooms.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var next = await Drafted("linda-moore");
        (await Attempts(next)).ShouldBe(new AttemptsLeft(0, first + Day));
        (await Submit(next)).ShouldBe(new CheckResult.Wait(first + Day));
        // That others tried this taxpayer number before is not told.
        (await Attempts(next, "203.0.113.8")).Left.ShouldBe(3);
        (await Submit(next, "203.0.113.8")).ShouldBeOfType<CheckResult.Confirmed>();
    }

    // Fails when: a source that is away costs an attempt, begins the wait, erases the number, or fails the caller.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_source_that_is_away_costs_nothing()
    {
        var account = await Drafted();
        for (var i = 0; i < 5; i++)
        {
            Sources.BeforeTaxRecord = i % 2 == 0 ? Away : _ => Task.CompletedTask;
            Sources.BeforeFinancialAccount = i % 2 == 1 ? Away : _ => Task.CompletedTask;
            (await Submit(account)).ShouldBeOfType<CheckResult.Unavailable>();
            var draft = await Draft(account);
            draft.HoldsAccountNumber.ShouldBeTrue();
            draft.LastCheck.ShouldBe(
                new LastCheck(CheckOutcome.Unavailable, null, Rooms.Clock.GetUtcNow())
            );
            (await Attempts(account)).ShouldBe(new AttemptsLeft(3, null));
            Rooms.Clock.Advance(TimeSpan.FromHours(1));
        }

        Sources.BeforeTaxRecord = Sources.BeforeFinancialAccount = _ => Task.CompletedTask;
        var first = Rooms.Clock.GetUtcNow();
        await Fail(account);
        await Fail(account);
        await Fail(account);
        (await Fail(account)).ShouldBe(new CheckResult.Wait(first + Day));

        static Task Away(CancellationToken ct) => throw new IOException("The source is away.");
    }

    // Fails when: of many submissions at once more than one is asked or counted.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task Of_fifty_submissions_at_once_one_is_an_attempt()
    {
        var account = await Drafted();
        await Give(account);
        // Until every other one has its answer.
        var others = 0;
        var answered = new TaskCompletionSource();
        Sources.BeforeTaxRecord = _ => answered.Task;
        var results = await Rooms.InParallel(
            50,
            async scope =>
            {
                var result = await scope
                    .GetRequiredService<IdentityCheck>()
                    .Submit(account, Home, CancellationToken.None);
                if (Interlocked.Increment(ref others) == 49)
                {
                    answered.TrySetResult();
                }

                return result;
            }
        );
        results.Count(result => result is CheckResult.Failed).ShouldBe(1);
        results.Count(result => result is CheckResult.Busy).ShouldBe(49);
        Sources.Asked.ShouldBe(["tax-record", "financial-account"], ignoreOrder: true);
        (await Attempts(account)).Left.ShouldBe(2);
    }

    // Fails when: attempts of one person under many accounts at once are counted after they were made.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task Of_submissions_of_many_accounts_at_once_three_are_asked_of_one_taxpayer_number()
    {
        var accounts = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            var account = await Drafted();
            await Give(account);
            accounts.Add(account);
        }

        var next = -1;
        var results = await Rooms.InParallel(
            accounts.Count,
            scope =>
                scope
                    .GetRequiredService<IdentityCheck>()
                    .Submit(accounts[Interlocked.Increment(ref next)], Home, CancellationToken.None)
        );
        results.Count(result => result is CheckResult.Failed).ShouldBe(3);
        results.Count(result => result is CheckResult.Wait).ShouldBe(5);
        Sources.Asked.Count(source => source == "tax-record").ShouldBe(3);
    }

    // Fails when: the second source is asked only after the first, or not at all when the first says no.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task Both_sources_are_asked_at_the_same_time()
    {
        var account = await Drafted();
        var (tax, financial) = (new TaskCompletionSource(), new TaskCompletionSource());
        Sources.BeforeTaxRecord = async ct =>
        {
            tax.SetResult();
            await financial.Task.WaitAsync(ct);
        };
        Sources.BeforeFinancialAccount = async ct =>
        {
            financial.SetResult();
            await tax.Task.WaitAsync(ct);
        };
        (await Submit(account)).ShouldBeOfType<CheckResult.Confirmed>();
    }

    // Fails when: an empty draft, or one without its number, is asked or counted.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task An_incomplete_draft_is_not_an_attempt()
    {
        var account = await NewAccount();
        (await Submit(account)).ShouldBeOfType<CheckResult.Incomplete>();
        await Give(account);
        (await Submit(account)).ShouldBeOfType<CheckResult.Incomplete>();
        await Say(account, ProofedPeople.Answers("maria-lopez"));
        (await Submit(account)).ShouldBeOfType<CheckResult.Failed>();
        (await Submit(account)).ShouldBeOfType<CheckResult.Incomplete>();
        (await Attempts(account)).Left.ShouldBe(2);
        Sources.Asked.Count.ShouldBe(2);
    }

    // Fails when: an event is missing, or holds anything but ids.
    [Fact]
    [Trait("Requirement", "D20")]
    [Trait("Requirement", "D19")]
    public async Task Each_submission_has_its_event_and_no_event_holds_a_value()
    {
        var account = await Drafted("american-express");
        await Submit(account);
        Sources.BeforeTaxRecord = _ => throw new IOException("away");
        await Give(account);
        await Submit(account);
        Sources.BeforeTaxRecord = _ => Task.CompletedTask;
        await Fail(account);
        await Fail(account);
        await Fail(account);
        await Submit(await Drafted());
        var events = (await Rows<AuditEvent>())
            .Where(audit => audit.Type.StartsWith("proofing.", StringComparison.Ordinal))
            .OrderBy(audit => audit.Id)
            .ToList();
        events
            .Select(audit => audit.Type)
            .ShouldBe([
                "proofing.refused",
                "proofing.unavailable",
                "proofing.refused",
                "proofing.refused",
                "proofing.no-attempt-left",
                "proofing.confirmed",
            ]);
        events.ShouldAllBe(audit =>
            audit.Details == null
            || (audit.Details.StartsWith("{\"check\":\"") && audit.Details.Length == 48)
        );
    }
}
