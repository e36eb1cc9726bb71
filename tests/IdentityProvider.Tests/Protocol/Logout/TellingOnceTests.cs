using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Logout;

public abstract class TellingOnceCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: two nodes that tell at the same moment tell twice, or leave something untold.
    [Fact]
    public async Task Any_number_of_nodes_tells_each_client_once()
    {
        await using var receiver = await LogoutReceiver.Start();
        await using var ground = await HostGround.Create(Engine);
        await using var one = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        await using var other = await SecureAccessHost.Start(new HostWishes { Ground = ground });
        await one.AddClients(receiver.Clients());
        var person = await one.Add(new TestPerson());
        for (var i = 0; i < 5; i++)
        {
            var browser = await TestTool.SignedIn(one, person);
            await new TestTool(one, "one", "one-secret").Tokens(browser);
            await new TestTool(one, "two", "two-secret").Tokens(browser);
            await browser.Open("/sign-out");
            await browser.Submit();
        }

        await Together.AtOnce(
            new[] { one, other, one, other },
            async host =>
            {
                await host.TellRooms();
                return true;
            }
        );
        // What one node had claimed as the other looked is told by then.
        await one.TellRooms();
        receiver.Tokens.Count.ShouldBe(10);
        receiver.Tokens.Select(token => token.Id).Distinct().Count().ShouldBe(10);
        (
            await one.Do(services =>
                services.GetRequiredService<SecureAccessDbContext>().Set<RoomMessage>().CountAsync()
            )
        ).ShouldBe(0);
    }
}

[Trait("Engine", "Sqlite")]
public sealed class TellingOnceOnSqliteTests : TellingOnceCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class TellingOnceOnPostgreSqlTests : TellingOnceCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
