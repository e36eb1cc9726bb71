using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Persistence;

/// <summary>What the product relies on from an engine, alike on each.</summary>
public abstract class PersistenceCases : EngineCases
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Requirement", "R6")]
    [Trait("Requirement", "D14")]
    [Trait("Requirement", "D21")]
    // Fails when: the index on the normal form of usernames is not unique, or two absent usernames collide.
    public async Task A_username_belongs_to_one_account_and_absent_ones_do_not_collide()
    {
        await Insert(NewAccount(null));
        await Insert(NewAccount(null));
        await Insert(NewAccount("MARIA.LOPEZ"));
        (await Collides(NewAccount("MARIA.LOPEZ"))).ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "R21")]
    [Trait("Requirement", "D12")]
    // Fails when: the index on the fingerprints of activated phones is not unique.
    public async Task Fifty_accounts_that_activate_one_phone_at_once_have_one_winner()
    {
        var accounts = Enumerable.Range(0, 50).Select(_ => NewAccount(null)).ToList();
        await Insert([.. accounts]);
        var activated = await Together.AtOnce(
            accounts,
            account => TryInsert(Phone(account.Id, "same-phone"))
        );
        activated.Count(won => won).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "D21")]
    // Fails when: the index on the fingerprints of confirmed email addresses is not unique.
    public async Task A_confirmed_email_address_belongs_to_one_account()
    {
        var (first, second) = (NewAccount(null), NewAccount(null));
        await Insert(first, second, Email(first.Id, "same-address"));
        (await Collides(Email(second.Id, "same-address"))).ShouldBeTrue();
        (await Collides(Email(second.Id, "other-address"))).ShouldBeFalse();
    }

    [Fact]
    // Fails when: UniqueViolation takes every failed save for a lost race.
    public async Task A_missing_parent_is_no_unique_violation() =>
        (
            await Should.ThrowAsync<DbUpdateException>(() =>
                Insert(Phone(Guid.NewGuid(), "orphan"))
            )
        ).ShouldSatisfyAllConditions(e => UniqueViolation.Is(e).ShouldBeFalse());

    [Fact]
    // Fails when: StateChange commits what an exception left half-made.
    public async Task A_change_that_fails_leaves_nothing()
    {
        await using var context = Rooms.Database.Context();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            new StateChange(context).InOneTransaction(
                async token =>
                {
                    context.Add(NewAccount("FIRST"));
                    await context.SaveChangesAsync(token);
                    context.Add(NewAccount("SECOND"));
                    throw new InvalidOperationException("The change failed.");
                },
                CancellationToken.None
            )
        );
        context.ChangeTracker.Entries().ShouldBeEmpty();
        (await Usernames()).ShouldBeEmpty();
    }

    [Fact]
    // Fails when: an inner change commits by itself.
    public async Task An_inner_change_stands_and_falls_with_the_outer_one()
    {
        await using var context = Rooms.Database.Context();
        var change = new StateChange(context);
        await Should.ThrowAsync<InvalidOperationException>(() =>
            change.InOneTransaction(
                async token =>
                {
                    await change.InOneTransaction(_ => Add(context, "INNER"), token);
                    throw new InvalidOperationException("The outer change failed.");
                },
                CancellationToken.None
            )
        );
        (await Usernames()).ShouldBeEmpty();
        await change.InOneTransaction(
            async token =>
            {
                await Add(context, "OUTER");
                await change.InOneTransaction(_ => Add(context, "INNER"), token);
            },
            CancellationToken.None
        );
        (await Usernames()).ShouldBe(["INNER", "OUTER"]);
    }

    [Fact]
    // Fails when: StateChange does not empty the context before a second try, or runs its actions for a try that did not commit.
    public async Task A_change_is_run_again_after_a_lost_connection_and_counts_once()
    {
        var faults = new FailFirstCommit();
        await using var context = Rooms.Database.Context(faults);
        var change = new StateChange(context);
        var (runs, woken) = (0, 0);
        Task Change() =>
            change.InOneTransaction(
                _ =>
                {
                    runs++;
                    change.WhenCommitted(() => woken++);
                    return Add(context, "ONCE");
                },
                CancellationToken.None
            );
        if (Engine == Engine.Sqlite)
        {
            // The embedded engine has no connection to lose, and nothing that tries again.
            await Should.ThrowAsync<TimeoutException>(Change);
            (await Usernames()).ShouldBeEmpty();
            woken.ShouldBe(0);
            return;
        }

        await Change();
        runs.ShouldBe(2);
        woken.ShouldBe(1);
        (await Usernames()).ShouldBe(["ONCE"]);
    }

    [Fact]
    // Fails when: instants are not stored as Unix milliseconds on this engine.
    public async Task Instants_come_back_to_the_millisecond_and_compare_in_statements()
    {
        var instant = new DateTimeOffset(2026, 3, 2, 23, 30, 15, 123, TimeSpan.FromHours(-5));
        var account = NewAccount("MARIA", instant);
        await Insert(account);
        await using var context = Rooms.Database.Context();
        var stored = await context.Set<Account>().AsNoTracking().SingleAsync();
        stored.CreatedAt.ShouldBe(instant);
        stored.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
        var later = instant + TimeSpan.FromMilliseconds(1);
        (await Verify(context, instant)).ShouldBe(0);
        (await Verify(context, later)).ShouldBe(1);
        (await context.Set<Account>().SingleAsync()).VerifiedAt.ShouldBe(later);
    }

    [Fact]
    // Fails when: a once-only statement on this engine can affect the row twice.
    public async Task Of_fifty_parallel_conditional_updates_one_affects_the_row()
    {
        await Insert(NewAccount("MARIA"));
        var affected = await Together.AtOnce(
            Enumerable.Range(0, 50).ToList(),
            async _ =>
            {
                await using var context = Rooms.Database.Context();
                return await Verify(context, Noon + TimeSpan.FromDays(1)) == 1;
            }
        );
        affected.Count(won => won).ShouldBe(1);
    }

    [Fact]
    // Fails when: a text of any language does not come back as it was stored.
    public async Task Text_and_bytes_come_back_as_they_were()
    {
        var account = NewAccount(null);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await Insert(account, Phone(account.Id, "bytes", bytes));
        await using var context = Rooms.Database.Context();
        (await context.Set<ActivatedPhone>().SingleAsync()).Number.ShouldBe(bytes);
    }

    private static Task<int> Verify(SecureAccessDbContext context, DateTimeOffset now) =>
        context
            .Set<Account>()
            .Where(account => account.CreatedAt < now && account.VerifiedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.VerifiedAt, now));

    private static Account NewAccount(string? username, DateTimeOffset? createdAt = null) =>
        new()
        {
            Id = Guid.CreateVersion7(Noon),
            UserName = username,
            NormalizedUserName = username,
            CreatedAt = createdAt ?? Noon,
        };

    private static ActivatedPhone Phone(Guid account, string fingerprint, byte[]? number = null) =>
        new()
        {
            Id = Guid.CreateVersion7(Noon),
            AccountId = account,
            Fingerprint = fingerprint,
            Number = number ?? [1],
            ReceivesTexts = true,
            ActivatedAt = Noon,
        };

    private static EmailAddress Email(Guid account, string fingerprint) =>
        new()
        {
            Id = Guid.CreateVersion7(Noon),
            AccountId = account,
            Fingerprint = fingerprint,
            Address = [1],
            ConfirmedAt = Noon,
        };

    private static Task Add(SecureAccessDbContext context, string username)
    {
        context.Add(NewAccount(username));
        return Task.CompletedTask;
    }

    private async Task Insert(params object[] rows)
    {
        await using var context = Rooms.Database.Context();
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }

    private async Task<bool> TryInsert<T>(T row)
        where T : class
    {
        await using var context = Rooms.Database.Context();
        return await context.TryInsert(row, CancellationToken.None);
    }

    private async Task<bool> Collides<T>(T row)
        where T : class => !await TryInsert(row);

    private async Task<List<string?>> Usernames()
    {
        await using var context = Rooms.Database.Context();
        return await context
            .Set<Account>()
            .Select(account => account.UserName)
            .Order()
            .ToListAsync();
    }
}
