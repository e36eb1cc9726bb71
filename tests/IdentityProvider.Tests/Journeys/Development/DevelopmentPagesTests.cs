using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Development;

public sealed class DevelopmentPagesTests
{
    private static readonly TestPerson Maria = new();

    [Fact]
    public async Task The_inbox_shows_what_was_sent_as_a_page_and_as_json()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));
        var code = await host.NewestCode(Maria.Phone!);

        (await browser.Open("/dev/inbox")).MainText.ShouldContain(code);

        using var client = host.NewHttpClient();
        var messages = await client.GetFromJsonAsync<JsonElement>(
            $"/dev/inbox.json?to={Uri.EscapeDataString(Maria.Phone!)}&channel=text"
        );
        var message = messages.EnumerateArray().ShouldHaveSingleItem();
        message
            .EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["id", "channel", "to", "language", "subject", "body", "code", "sentAt"]);
        message.GetProperty("channel").GetString().ShouldBe("text");
        message.GetProperty("code").GetString().ShouldBe(code);
        (await client.GetFromJsonAsync<JsonElement>("/dev/inbox.json?channel=letter"))
            .GetArrayLength()
            .ShouldBe(0);
        (await client.GetAsync("/dev/inbox.json?channel=pigeon")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task The_clock_takes_json_only_and_refuses_steps_that_make_no_sense()
    {
        await using var host = await SecureAccessHost.Start();
        using var client = host.NewHttpClient();

        (await client.GetFromJsonAsync<JsonElement>("/dev/clock"))
            .GetProperty("now")
            .GetDateTimeOffset()
            .ShouldBe(host.Clock.GetUtcNow());
        (
            await client.PostAsJsonAsync("/dev/clock", new { advanceSeconds = 5 })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (
            var wrong in new object[]
            {
                new { advanceSeconds = -1 },
                new { advanceSeconds = long.MaxValue },
                new { },
                new { advanceSeconds = "soon" },
            }
        )
        {
            (await client.PostAsJsonAsync("/dev/clock", wrong)).StatusCode.ShouldBe(
                HttpStatusCode.BadRequest
            );
        }

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("advanceSeconds", "5")]);
        (await client.PostAsync("/dev/clock", form)).StatusCode.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
    }
}
