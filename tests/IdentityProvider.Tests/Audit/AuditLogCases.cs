using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Audit;

public abstract class AuditLogCases : EngineCases
{
    private static readonly AuditEventType Happened = new("test.happened");
    private static readonly Guid Subject = Guid.Parse("0195d0f0-0000-7000-8000-000000000001");

    [Fact]
    // Fails when: an event is written outside the transaction of the change that it tells of.
    public async Task An_event_stands_and_falls_with_its_change()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Append(fail: true));
        (await Events()).ShouldBeEmpty();
        await Append();
        (await Events()).Count.ShouldBe(1);
    }

    [Fact]
    // Fails when: an event lacks its type, actor, subject, instant or details.
    public async Task An_event_names_type_actor_subject_and_instant()
    {
        await Append(actor => actor.IsCommand("clients apply"));
        var entry = (await Events()).ShouldHaveSingleItem();
        entry.Type.ShouldBe("test.happened");
        entry.Actor.ShouldBe("command:clients apply");
        entry.Subject.ShouldBe(Subject);
        entry.At.ShouldBe(Rooms.Clock.GetUtcNow());
        entry.Details.ShouldBe("""{"client":"tin-matching"}""");
    }

    [Fact]
    // Fails when: an actor of one request is the actor of the next.
    public async Task Each_request_has_its_own_actor()
    {
        await Append(actor => actor.IsAccount(Subject));
        await Append();
        (await Events()).Select(entry => entry.Actor).ShouldBe([$"account:{Subject}", "anonymous"]);
    }

    [Fact]
    // Fails when: two types of events of the product share a name, which the record could not tell apart.
    public void Every_type_of_event_has_a_name_of_its_own()
    {
        var names = typeof(AuditEventType)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields())
            .Where(field =>
                field is { IsStatic: true } && field.FieldType == typeof(AuditEventType)
            )
            .Select(field => ((AuditEventType)field.GetValue(null)!).Name)
            .ToList();
        names.Count.ShouldBeGreaterThan(5);
        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.Length <= 64);
    }

    private Task Append(Action<AuditActor>? acts = null, bool fail = false) =>
        Rooms.In(services =>
        {
            acts?.Invoke(services.GetRequiredService<AuditActor>());
            return services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    _ =>
                    {
                        services
                            .GetRequiredService<AuditLog>()
                            .Append(Happened, Subject, ("client", "tin-matching"));
                        return fail
                            ? throw new InvalidOperationException("The change failed.")
                            : Task.CompletedTask;
                    },
                    CancellationToken.None
                );
        });

    private Task<List<AuditEvent>> Events() =>
        Rooms.In(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .AsNoTracking()
                .OrderBy(entry => entry.Id)
                .ToListAsync()
        );
}
