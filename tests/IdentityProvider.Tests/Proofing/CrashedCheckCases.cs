using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecureAccess.Limits;
using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

/// <summary>What is left behind between the mark and the outcome; a class per engine beside it.</summary>
public abstract class CrashedCheckCases : ProofingCases
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly TaskCompletionSource revived = new();

    protected override void Change(IServiceCollection services)
    {
        base.Change(services);
        // The check that "crashes" is one whose source never answers; it must not end by itself before the case does.
        services.AddSingleton(
            Options.Create(
                new ProofingOptions
                {
                    Source = ProofingOptions.Embedded,
                    TimeoutSeconds = ProofingOptions.LongestTimeout,
                }
            )
        );
    }

    // Fails when: a crash between mark and outcome costs a second attempt, or the draft stays busy for longer than a minute or shorter.
    [Fact]
    [Trait("Requirement", "D5")]
    [Trait("Threat", "Crash-between-two-steps")]
    public async Task A_crash_costs_no_second_attempt()
    {
        var account = await Drafted();
        await Give(account);
        var lost = await Crash(account);
        (await Attempts(account)).Left.ShouldBe(2);
        Rooms.Clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        (await Submit(account)).ShouldBeOfType<CheckResult.Busy>();
        Rooms.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Submit(account, "198.51.100.1")).ShouldBeOfType<CheckResult.Failed>();
        (await Attempts(account)).Left.ShouldBe(2);
        await End(lost);
    }

    // Fails when: an attempt that a crash left is not given back, for the person, the number and the address that it was taken from.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task What_a_crash_left_is_given_back_when_the_answer_is_a_match()
    {
        var account = await Drafted();
        var lost = await Crash(account);
        Rooms.Clock.Advance(Minute);
        (await Submit(account, "198.51.100.1")).ShouldBeOfType<CheckResult.Confirmed>();
        (await Attempts(account)).Left.ShouldBe(3);
        (await Rows<BudgetUse>()).Select(use => use.Taken).ShouldBe([0, 0, 0]);
    }

    // Fails when: another draft goes under the attempt of the one that a crash left.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task Another_draft_after_a_crash_is_another_attempt()
    {
        var account = await Drafted();
        var lost = await Crash(account);
        await Give(account);
        (await Submit(account)).ShouldBeOfType<CheckResult.Busy>();
        Rooms.Clock.Advance(Minute);
        (await Submit(account)).ShouldBeOfType<CheckResult.Failed>();
        (await Attempts(account)).Left.ShouldBe(1);
        await End(lost);
    }

    // Fails when: a check that comes back after it was taken over writes its outcome over the other's, or gives back its attempt.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_check_that_was_taken_over_records_nothing()
    {
        var account = await Drafted();
        var late = await Crash(account);
        await Give(account);
        Rooms.Clock.Advance(Minute);
        (await Submit(account)).ShouldBeOfType<CheckResult.Failed>();
        revived.SetResult();
        (await late).ShouldBeOfType<CheckResult.Busy>();
        var draft = await Draft(account);
        draft.ProofedAt.ShouldBeNull();
        draft.LastCheck!.Outcome.ShouldBe(CheckOutcome.NotConfirmed);
        (await Rows<Evidence>()).ShouldBeEmpty();
        (await Attempts(account)).Left.ShouldBe(1);
    }

    // Fails when: a draft that was changed during its check is confirmed with what no source has seen.
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Threat", "Stolen-knowledge-answers")]
    public async Task What_is_confirmed_is_what_was_asked()
    {
        var account = await Drafted();
        var check = await Crash(account);
        await Say(account, ProofedPeople.Answers("james-carter"));
        await Give(account, "mortgage", "7730019284");
        revived.SetResult();
        (await check).ShouldBeOfType<CheckResult.Confirmed>();
        var draft = await Draft(account);
        draft.Identity.ShouldBe(ProofedPeople.Answers("maria-lopez"));
        draft.HoldsAccountNumber.ShouldBeFalse();
    }

    // Fails when: a person who leaves while the sources are asked loses the answer and the attempt.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task The_check_of_a_person_who_left_is_finished()
    {
        var account = await Drafted();
        using var left = new CancellationTokenSource();
        var check = await Crash(account, left.Token);
        await left.CancelAsync();
        revived.SetResult();
        (await check).ShouldBeOfType<CheckResult.Confirmed>();
        (await Draft(account)).ProofedAt.ShouldNotBeNull();
    }

    // A submission whose source of tax records says nothing until it is revived; the next one is answered at once.
    private async Task<Task<CheckResult>> Crash(Guid account, CancellationToken ct = default)
    {
        var asked = new TaskCompletionSource();
        Sources.BeforeTaxRecord = _ =>
        {
            Sources.BeforeTaxRecord = _ => Task.CompletedTask;
            asked.SetResult();
            return revived.Task;
        };
        var check = Rooms.In(scope =>
            scope.GetRequiredService<IdentityCheck>().Submit(account, Home, ct)
        );
        await asked.Task;
        return check;
    }

    private async Task End(Task<CheckResult> lost)
    {
        revived.SetResult();
        (await lost).ShouldBeOfType<CheckResult.Busy>();
    }
}
