using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class DeleteOldTokensTests
{
    // Fails when: rows that can be presented are deleted, or those that cannot stay for ever.
    [Fact]
    public async Task Rows_go_when_nothing_can_be_presented_any_more()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser, ("scope", "openid offline_access"));
        await Delete(host);
        (await tool.Refresh(tokens.RefreshToken!)).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromDays(16));
        await Delete(host);
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            (await database.Set<AuthorizationCode>().CountAsync()).ShouldBe(0);
            (await database.Set<RefreshToken>().CountAsync()).ShouldBe(0);
            (await database.Set<Grant>().CountAsync()).ShouldBe(0);
        });
    }

    // Fails when: a mark that an assertion was used, or a token revoked, goes while a node whose clock is behind still takes that one.
    [Fact]
    [Trait("Threat", "Replay-and-clocks")]
    public async Task Marks_outlive_what_they_are_for_by_five_minutes()
    {
        await using var host = await TestTool.Start();
        var end = host.Clock.GetUtcNow().AddMinutes(5);
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            database.Add(new UsedAssertion { Hash = new byte[32], ExpiresAt = end });
            database.Add(new RevokedAccessToken { TokenId = "token", ExpiresAt = end });
            await database.SaveChangesAsync();
        });

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await Delete(host);
        (await Marks(host)).ShouldBe((1, 1));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Delete(host);
        (await Marks(host)).ShouldBe((0, 0));
    }

    private static Task<(int Assertions, int Tokens)> Marks(SecureAccessHost host) =>
        host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            return (
                await database.Set<UsedAssertion>().CountAsync(),
                await database.Set<RevokedAccessToken>().CountAsync()
            );
        });

    private static Task Delete(SecureAccessHost host) =>
        host.Do(services =>
            DeleteOldTokens.Delete(
                services.GetRequiredService<SecureAccessDbContext>(),
                host.Clock.GetUtcNow(),
                CancellationToken.None
            )
        );
}
