using System.Net;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class HealthTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_started_server_is_alive_and_ready(Engine engine)
    {
        await using var host = await SecureAccessHost.Start(new HostWishes { Engine = engine });
        var browser = host.NewBrowser();
        (await browser.Open("/health/live")).Status.ShouldBe(HttpStatusCode.OK, host.Logs.Errors);
        (await browser.Open("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.Open("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_person_and_a_client_can_be_added()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(new TestPerson { AppSecret = "JBSWY3DPEHPK3PXP" });
        await host.Add(TestPerson.Second);
        await host.AddClients(
            """
            [{ "client_id": "tool", "client_name": "Tool", "client_secret": "a secret of a test that is long",
               "redirect_uris": ["http://localhost:5081/tool/callback"], "scope": "openid profile" }]
            """
        );
        host.Sql.Statements.ShouldNotBeEmpty();
        host.Sql.Commits.ShouldBeGreaterThanOrEqualTo(3);
        (await host.Messages()).ShouldBeEmpty();
    }
}
