using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Codes;

/// <summary>The engine of codes against a real database; a class per engine below.</summary>
public abstract class OneTimeCodesCases : EngineCases
{
    private static readonly Guid Owner = Guid.Parse("0195a000-0000-7000-8000-000000000001");
    private static readonly Guid SessionA = Guid.Parse("0195a000-0000-7000-8000-00000000000a");

    protected async Task A_code_lives_to_the_end_of_its_lifetime_and_no_longer(
        CodeKind kind,
        TimeSpan lifetime
    )
    {
        var purpose = new CodePurpose(kind, Owner, "+12025550143", SessionA);
        var before = await Issue(purpose);
        Rooms.Clock.Advance(lifetime - TimeSpan.FromSeconds(1));
        (await Enter(purpose, before)).ShouldBe(CodeEntry.Accepted);

        var at = await Issue(purpose);
        Rooms.Clock.Advance(lifetime);
        (await Enter(purpose, at)).ShouldBe(CodeEntry.NoLiveCode);
    }

    // Fails when: the confirmation code lives shorter or longer than 15 minutes (14:59 accepted, 15:00 refused).
    [Fact]
    [Trait("Requirement", "R16")]
    public Task A_confirmation_code_lives_15_minutes() =>
        A_code_lives_to_the_end_of_its_lifetime_and_no_longer(
            CodeKind.Confirmation,
            TimeSpan.FromMinutes(15)
        );

    // Fails when: the activation code lives shorter or longer than 10 minutes (9:59 accepted, 10:00 refused).
    [Fact]
    [Trait("Requirement", "R17")]
    public Task An_activation_code_lives_10_minutes() =>
        A_code_lives_to_the_end_of_its_lifetime_and_no_longer(
            CodeKind.Activation,
            TimeSpan.FromMinutes(10)
        );

    // Fails when: the mailed code lives shorter or longer than 30 days (29 d 23:59:59 accepted, 30 d refused).
    [Fact]
    [Trait("Requirement", "R18")]
    public Task A_mailed_code_lives_30_days() =>
        A_code_lives_to_the_end_of_its_lifetime_and_no_longer(
            CodeKind.MailedActivation,
            TimeSpan.FromDays(30)
        );

    // Fails when: the security code lives shorter or longer than 10 minutes (9:59 accepted, 10:00 refused).
    [Fact]
    [Trait("Requirement", "R19")]
    public Task A_security_code_lives_10_minutes() =>
        A_code_lives_to_the_end_of_its_lifetime_and_no_longer(
            CodeKind.Security,
            TimeSpan.FromMinutes(10)
        );

    // Fails when: consuming is a read and then a write, or a consumed code is accepted again.
    [Fact]
    [Trait("Requirement", "D2")]
    [Trait("Requirement", "R19")]
    public async Task Fifty_parallel_entries_of_one_code_have_one_success()
    {
        var purpose = Security();
        var code = await Issue(purpose);
        var entries = await Rooms.InParallel(
            50,
            scope =>
                scope
                    .GetRequiredService<OneTimeCodes>()
                    .Verify(purpose, code, CancellationToken.None)
        );
        entries.Count(entry => entry == CodeEntry.Accepted).ShouldBe(1);
        (await Enter(purpose, code)).ShouldBe(CodeEntry.NoLiveCode);
    }

    // Fails when: fifty wrong guesses at once get more than five comparisons, or a void code is still accepted.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task Five_wrong_entries_void_a_code_however_they_come()
    {
        var purpose = Security();
        var code = await Issue(purpose);
        var wrong = code == "000000" ? "000001" : "000000";
        var entries = await Rooms.InParallel(
            50,
            scope =>
                scope
                    .GetRequiredService<OneTimeCodes>()
                    .Verify(purpose, wrong, CancellationToken.None)
        );
        entries.Count(entry => entry == CodeEntry.Wrong).ShouldBe(5);
        (await Enter(purpose, code)).ShouldBe(CodeEntry.NoLiveCode);
    }

    // Fails when: the mailed code allows other than ten entries.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task Ten_wrong_entries_void_a_mailed_code()
    {
        var purpose = new CodePurpose(
            CodeKind.MailedActivation,
            Owner,
            "address of record",
            Guid.Empty
        );
        var code = await Issue(purpose);
        for (var i = 0; i < 9; i++)
        {
            (await Enter(purpose, "0000000000")).ShouldBe(CodeEntry.Wrong);
        }

        (await Enter(purpose, code.Insert(5, "-"))).ShouldBe(CodeEntry.Accepted);
        var second = await Issue(purpose);
        for (var i = 0; i < 10; i++)
        {
            (await Enter(purpose, "0000000000")).ShouldBe(CodeEntry.Wrong);
        }

        (await Enter(purpose, second)).ShouldBe(CodeEntry.NoLiveCode);
    }

    // Fails when: an entry of wrong length or alphabet is counted as a try.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task What_cannot_be_a_code_is_not_counted()
    {
        var purpose = Security();
        var code = await Issue(purpose);
        for (var i = 0; i < 10; i++)
        {
            (await Enter(purpose, "12345")).ShouldBe(CodeEntry.NotACode);
        }

        (await Enter(purpose, code)).ShouldBe(CodeEntry.Accepted);
    }

    // Fails when: sending a new code leaves the old one alive.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task A_new_code_voids_the_one_before()
    {
        var purpose = Security();
        var first = await Issue(purpose);
        var second = await Issue(purpose);
        if (first != second)
        {
            (await Enter(purpose, first)).ShouldBe(CodeEntry.Wrong);
        }

        (await Enter(purpose, second)).ShouldBe(CodeEntry.Accepted);
    }

    // Fails when: a code opens anything for another account, kind, session or destination.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task A_code_opens_only_what_it_was_issued_for()
    {
        var purpose = Security();
        var code = await Issue(purpose);
        var other = Guid.NewGuid();
        (await Enter(purpose with { Owner = other }, code)).ShouldBe(CodeEntry.NoLiveCode);
        (await Enter(purpose with { Kind = CodeKind.Activation }, code)).ShouldBe(
            CodeEntry.NoLiveCode
        );
        (await Enter(purpose with { Binding = other }, code)).ShouldBe(CodeEntry.NoLiveCode);
        (await Enter(purpose with { Destination = "+12025550199" }, code)).ShouldBe(
            CodeEntry.Wrong
        );
        (await Enter(purpose, code)).ShouldBe(CodeEntry.Accepted);
    }

    // Fails when: the code itself, or an unkeyed hash of it, is stored.
    [Fact]
    [Trait("Requirement", "D2")]
    public async Task Only_a_keyed_hash_is_stored()
    {
        var purpose = Security();
        var code = await Issue(purpose);
        var row = await Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OneTimeCode>()
                .AsNoTracking()
                .SingleAsync()
        );
        row.Hash.ShouldNotContain(code);
        row.Hash.Length.ShouldBe(Fingerprints.Length);
    }

    private static CodePurpose Security() =>
        new(CodeKind.Security, Owner, "+12025550143", SessionA);

    private Task<string> Issue(CodePurpose purpose) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                        (
                            await scope.GetRequiredService<OneTimeCodes>().Issue(purpose, token)
                        ).Code.Reveal(),
                    CancellationToken.None
                )
        );

    private Task<CodeEntry> Enter(CodePurpose purpose, string entry) =>
        Rooms.In(scope =>
            scope.GetRequiredService<OneTimeCodes>().Verify(purpose, entry, CancellationToken.None)
        );
}
