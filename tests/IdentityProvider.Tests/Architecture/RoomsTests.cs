using SecureAccess.Keys;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Architecture;

public sealed class RoomsTests
{
    private static readonly string Product = typeof(KeyRing).Assembly.Location;
    private static readonly string Tests = typeof(RoomsTests).Assembly.Location;
    private const string Planted = "SecureAccess.Tests.Architecture.Planted";

    [Fact]
    // Fails when: a room calls a room that is not on a lower line, or anything calls Hosting.
    public void A_room_calls_only_rooms_on_lower_lines() =>
        RoomOrder.Violations(Product, "SecureAccess").ShouldBeEmpty();

    [Fact]
    // Fails when: a journey calls another instead of redirecting to it.
    public void Journeys_do_not_call_each_other() =>
        RoomOrder.ViolationsBetweenJourneys(Product, "SecureAccess").ShouldBeEmpty();

    [Fact]
    // Fails when: every top folder of the product is not a room of the list.
    public void Every_folder_is_a_room_of_the_list()
    {
        var known = RoomOrder.Lines.SelectMany(line => line).Append(RoomOrder.Wiring).ToList();
        typeof(KeyRing)
            .Assembly.GetTypes()
            .Select(type => type.Namespace)
            .Where(name => name?.StartsWith("SecureAccess.", StringComparison.Ordinal) == true)
            .Select(name => name!.Split('.')[1])
            .Distinct()
            .Except(known)
            .ShouldBeEmpty();
    }

    [Fact]
    // Fails when: the reader above misses calls in async bodies, fields, or a call of the wiring.
    public void Planted_violations_are_found()
    {
        var found = RoomOrder.Violations(Tests, Planted);
        found.ShouldContain(line =>
            line.Contains("Planted.Keys.") && line.EndsWith("Planted.Journeys.Page")
        );
        found.ShouldContain(line =>
            line.Contains("Planted.Sessions.") && line.EndsWith("Planted.Clients.Client")
        );
        found.ShouldContain(line =>
            line.Contains("Planted.Journeys.") && line.EndsWith("Planted.Hosting.Wire")
        );
        found.ShouldContain(line =>
            line.Contains("Planted.Persistence.") && line.EndsWith("Planted.Keys.Key")
        );
        found.ShouldNotContain(line =>
            line.Contains("Planted.Journeys.Page uses") && line.EndsWith("Planted.Keys.Key")
        );
        RoomOrder
            .ViolationsBetweenJourneys(Tests, Planted)
            .ShouldHaveSingleItem()
            .ShouldContain("Journeys.SignIn.Password");
    }

    [Fact]
    // Fails when: rules or progress touch the database, the web or the clock instead of taking values.
    public void Rules_and_progress_are_pure()
    {
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(Product);
        module
            .GetTypes()
            .Where(type =>
                type.Name.EndsWith("Rules", StringComparison.Ordinal)
                || type.Name.EndsWith("Progress", StringComparison.Ordinal)
            )
            .SelectMany(type =>
                new[] { type }
                    .Concat(type.NestedTypes)
                    .SelectMany(RoomOrder.Uses)
                    .Select(used => (type, used))
            )
            .Where(use =>
                RoomOrder.Namespace(use.used) is var name
                && (
                    name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                    || use.used.FullName == "System.TimeProvider"
                )
            )
            .Select(use => $"{use.type.FullName} uses {use.used.FullName}")
            .Distinct()
            .ShouldBeEmpty();
    }
}
