using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

/// <summary>The draft against a real database; a class per engine below.</summary>
public abstract class ProofingDraftsCases : ProofingCases
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // Fails when: an empty draft is no draft, or what was saved does not come back.
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Requirement", "R13")]
    public async Task What_a_person_says_comes_back()
    {
        var account = await NewAccount();
        (await Draft(account)).ShouldBe(
            new ProofingDraft(null, null, false, null, null, null, null)
        );

        var answers = ProofedPeople.Answers("maria-lopez");
        await Say(account, answers);
        await Give(account, "mortgage", "7730-0192 84");
        var draft = await Draft(account);
        draft.Identity.ShouldBe(answers);
        (draft.AccountKind, draft.HoldsAccountNumber, draft.AccountNumberEnding).ShouldBe(
            ("mortgage", true, "84")
        );
        draft.UpdatedAt.ShouldBe(Rooms.Clock.GetUtcNow());
        (draft.LastCheck, draft.ProofedAt).ShouldBe((null, null));

        var other = answers with { GivenName = "Mary" };
        await Say(account, other);
        (await Draft(account)).Identity.ShouldBe(other);
        (await Draft(account)).HoldsAccountNumber.ShouldBeTrue();
    }

    // Fails when: something that the person said lies in the database in clear, or prints itself.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task What_a_person_says_is_encrypted_and_prints_nothing()
    {
        var account = await Drafted();
        var row = await Row(account);
        var stored = string.Concat(
            new[] { row.Identity, row.AccountKind, row.AccountNumber }.Select(value =>
                Encoding.Latin1.GetString(value.ShouldNotBeNull())
            )
        );
        foreach (var word in new[] { "Maria", "Lopez", "1984", "900123456", "Elm", "1111", "card" })
        {
            stored.ShouldNotContain(word);
        }

        var draft = await Draft(account);
        var printed = $"{draft} {draft.Identity} {draft.Identity!.Address}";
        printed.ShouldNotContain("Maria");
        printed.ShouldNotContain("11");
        printed.ShouldNotContain("Elm");
    }

    // Fails when: an account number counts a millisecond longer than 24 h after its entry, or shorter, or its kind is forgotten with it.
    [Fact]
    [Trait("Requirement", "D10")]
    public async Task An_account_number_counts_for_24_hours_from_its_entry()
    {
        var account = await Drafted();
        Rooms.Clock.Advance(Day - TimeSpan.FromMilliseconds(1));
        (await Draft(account)).HoldsAccountNumber.ShouldBeTrue();
        await EraseOldNumbers();
        (await Row(account)).AccountNumber.ShouldNotBeNull();

        Rooms.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var draft = await Draft(account);
        (draft.HoldsAccountNumber, draft.AccountNumberEnding, draft.AccountKind).ShouldBe(
            (false, null, "credit-card")
        );
        draft.Identity.ShouldNotBeNull();
        (await Submit(account)).ShouldBeOfType<CheckResult.Incomplete>();
        await EraseOldNumbers();
        var row = await Row(account);
        (row.AccountNumber, row.AccountNumberEnteredAt).ShouldBe((null, null));
        row.Identity.ShouldNotBeNull();

        await Give(account, "credit-card", "11111111");
        (await Draft(account)).HoldsAccountNumber.ShouldBeTrue();
    }

    // Fails when: the job that erases account numbers does nothing.
    [Fact]
    [Trait("Requirement", "D10")]
    public async Task The_job_erases_old_account_numbers()
    {
        var account = await Drafted();
        Rooms.Clock.Advance(Day);
        using var job = await Rooms.In(scope =>
            Task.FromResult(
                new EraseAccountNumbers(
                    scope.GetRequiredService<IServiceScopeFactory>(),
                    NullLogger<EraseAccountNumbers>.Instance
                )
            )
        );
        await job.StartAsync(CancellationToken.None);
        for (var i = 0; i < 100 && (await Row(account)).AccountNumber is not null; i++)
        {
            await Task.Delay(50);
        }

        await job.StopAsync(CancellationToken.None);
        (await Row(account)).AccountNumber.ShouldBeNull();
    }

    // Fails when: a change of the draft leaves its version as it was, so that a check takes one draft for another.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task Every_change_gives_the_draft_another_version()
    {
        var account = await Drafted();
        var versions = new List<long> { (await Row(account)).Version };
        await Say(account, ProofedPeople.Answers("maria-lopez"));
        versions.Add((await Row(account)).Version);
        await Give(account, "credit-card", "11111111");
        versions.Add((await Row(account)).Version);
        versions.ShouldBeUnique();

        var before = (await Row(account)).Version;
        await Rooms.InParallel(
            20,
            async scope =>
            {
                await scope
                    .GetRequiredService<ProofingDrafts>()
                    .SaveFinancialAccount(
                        account,
                        "credit-card",
                        "11111111",
                        CancellationToken.None
                    );
                return true;
            }
        );
        (await Row(account)).Version.ShouldBe(before + 20);
    }

    // Fails when: the first two saves of an account at the same moment lose one of them or fail.
    [Fact]
    public async Task First_saves_at_once_all_succeed()
    {
        var account = await NewAccount();
        await Rooms.InParallel(
            10,
            async scope =>
            {
                await scope
                    .GetRequiredService<ProofingDrafts>()
                    .SaveIdentity(
                        account,
                        ProofedPeople.Answers("maria-lopez"),
                        CancellationToken.None
                    );
                return true;
            }
        );
        (await Row(account)).Version.ShouldBe(10);
    }

    // Fails when: what was proofed can be changed afterwards, or is given out before.
    [Fact]
    [Trait("Requirement", "R12")]
    [Trait("Threat", "Stolen-knowledge-answers")]
    public async Task A_proofed_draft_is_closed()
    {
        var account = await Drafted();
        (await Proofed(account)).ShouldBeNull();
        (await Submit(account)).ShouldBeOfType<CheckResult.Confirmed>();
        await Say(account, ProofedPeople.Answers("james-carter"));
        await Give(account);
        (await Proofed(account)).ShouldBe(ProofedPeople.Answers("maria-lopez"));
        (await Draft(account)).HoldsAccountNumber.ShouldBeFalse();
    }

    // Fails when: a taxpayer number is counted under two ways of writing it, or a word that no source knows is kept.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task What_no_page_lets_through_is_not_saved()
    {
        var account = await NewAccount();
        var answers = ProofedPeople.Answers("maria-lopez");
        foreach (var number in new[] { "900-12-3456", "90012345", "٩٠٠١٢٣٤٥٦" })
        {
            await Should.ThrowAsync<ArgumentException>(() =>
                Say(account, answers with { TaxpayerNumber = number })
            );
        }

        await Should.ThrowAsync<ArgumentException>(() =>
            Say(account, answers with { FilingStatus = "divorced" })
        );
        await Should.ThrowAsync<ArgumentException>(() => Give(account, "savings", "1234567"));
        await Should.ThrowAsync<ArgumentException>(() =>
            Give(account, "credit-card", "4111111111111111")
        );
    }

    // Fails when: evidence of a phone is kept without its change, holds a value, or goes with the draft.
    [Fact]
    [Trait("Requirement", "D10")]
    public async Task Evidence_stays_when_the_draft_is_deleted()
    {
        var account = await Drafted();
        await InChange(
            async (drafts, token) =>
                await drafts.AddPhoneEvidence(account, "embedded", "reference-1", token)
        );
        await InChange((drafts, token) => drafts.Delete(account, token));
        (await Draft(account)).Identity.ShouldBeNull();
        var evidence = (await Rows<Evidence>()).ShouldHaveSingleItem();
        (evidence.AccountId, evidence.Kind, evidence.Source, evidence.Reference).ShouldBe(
            (account, "phone", "embedded", "reference-1")
        );
        evidence.MatchedAt.ShouldBe(Rooms.Clock.GetUtcNow());
    }

    private Task EraseOldNumbers() =>
        With<ProofingDrafts>(drafts => drafts.EraseOldAccountNumbers(CancellationToken.None));

    private Task<IdentityAnswers?> Proofed(Guid account) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<ProofingDrafts>()
                .ProofedAnswers(account, CancellationToken.None)
        );

    private Task InChange(Func<ProofingDrafts, CancellationToken, Task> work) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => work(scope.GetRequiredService<ProofingDrafts>(), token),
                    CancellationToken.None
                )
        );
}
