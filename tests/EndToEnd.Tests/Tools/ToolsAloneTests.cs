using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SecureAccess.EndToEnd.Processes;
using Shouldly;

namespace SecureAccess.EndToEnd.Tools;

/// <summary>The sample tools while the provider is down and without any client file.</summary>
public sealed class ToolsAloneTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private RunningProgram? tools;

    public async ValueTask InitializeAsync()
    {
        var (port, nobody) = FreePorts.Two();
        http.BaseAddress = new Uri($"http://localhost:{port}/");
        tools = RunningProgram.Start(
            "SampleRelyingParty",
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = http.BaseAddress.AbsoluteUri,
                ["Provider__Issuer"] = $"http://localhost:{nobody}/",
                ["Clients__File"] = "there-is-no-such-file.json",
            }
        );
        await tools.Answers(http.BaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (tools is not null)
        {
            await tools.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("", "Third-party tool")]
    [InlineData("tin-matching", "Sign in with Secure Access")]
    [InlineData("ip-pin", "Sign in with Secure Access")]
    public async Task Pages_answer_without_a_provider(string path, string text) =>
        (await http.GetStringAsync(path)).ShouldContain(text);

    [Fact]
    public async Task A_sign_in_without_a_provider_says_so() =>
        (await http.GetStringAsync("get-transcript/sign-in")).ShouldContain(
            "Secure Access could not be reached."
        );

    [Theory]
    [InlineData("callback", "The sign-in could not be finished.")]
    [InlineData("sign-in-failed", "The sign-in could not be finished.")]
    public async Task An_answer_that_nobody_asked_for_is_a_page(string path, string text) =>
        (await http.GetStringAsync($"tin-matching/{path}")).ShouldContain(text);

    [Fact]
    public async Task An_id_that_is_no_tool_is_not_found() =>
        (await http.GetAsync("no-such-tool/sign-in")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_API_wants_a_token()
    {
        using var answer = await http.GetAsync("ip-pin/api");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Fact]
    public async Task The_clock_moves_forward_only()
    {
        var before = await Now();
        (await http.PostAsJsonAsync("dev/clock", new { advanceSeconds = 301 })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await Now() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(301));
        (await http.PostAsJsonAsync("dev/clock", new { advanceSeconds = -1 })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await http.PostAsJsonAsync("dev/clock", new { })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    private async Task<DateTimeOffset> Now() =>
        (await http.GetFromJsonAsync<JsonElement>("dev/clock"))
            .GetProperty("now")
            .GetDateTimeOffset();
}
