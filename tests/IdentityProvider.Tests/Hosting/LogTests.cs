using Microsoft.Extensions.Logging;
using SecureAccess.Hosting.Logging;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class LogTests
{
    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a library's talkative lines come out again, by any setting: request lines, parameters, redirects.
    public async Task At_trace_level_no_line_holds_a_query_string_a_parameter_or_an_unknown_path()
    {
        await using var host = await SecureAccessHost.Start(
            new HostWishes
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
                    ["Logging:LogLevel:OpenIddict.Server.OpenIddictServerDispatcher"] = "Trace",
                    ["Logging:LogLevel:Microsoft.AspNetCore.Mvc"] = "Trace",
                },
            }
        );
        var browser = host.NewBrowser();
        await browser.Open("/health/live?q=planted-query");
        await browser.Open(
            "/connect/authorize?client_id=planted-client&login_hint=planted-hint&response_type=code"
        );
        await browser.Open("/planted-path/planted@example.org");
        await browser.Post(
            "/connect/token",
            ("grant_type", "authorization_code"),
            ("code", "planted-code")
        );
        await browser.Open("/sign-in");
        await browser.Submit(("username", "planted.name"), ("password", "planted password"));
        host.Logs.Lines.Where(line => line.Contains("planted", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();
        host.Logs.Lines.ShouldContain(line => line.Contains("GET /health/live 200"));
        host.Logs.Lines.ShouldContain(line => line.Contains("GET (not found) 404"));
    }

    [Theory]
    [InlineData("OpenIddict.Server.OpenIddictServerDispatcher", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("System.Net.Http.HttpClient.sms.LogicalHandler", LogLevel.Trace, false)]
    [InlineData("Microsoft.EntityFrameworkCore.Query", LogLevel.Debug, false)]
    [InlineData("OpenIddict.Server.OpenIddictServerDispatcher", LogLevel.Warning, true)]
    [InlineData("SecureAccess.Codes.OneTimeCodes", LogLevel.Trace, true)]
    // Fails when: the floor of a category is lowered.
    public void Below_its_floor_a_category_is_silent(string category, LogLevel level, bool heard)
    {
        using var sink = new LogSink();
        using var inner = new LoggerFactory(
            [sink],
            new LoggerFilterOptions { MinLevel = LogLevel.Trace }
        );
        using var factory = new GuardedLoggerFactory(inner);
        var logger = factory.CreateLogger(category);
        logger.IsEnabled(level).ShouldBe(heard);
        logger.Log(level, "a line");
        sink.Lines.Count.ShouldBe(heard ? 1 : 0);
    }
}
