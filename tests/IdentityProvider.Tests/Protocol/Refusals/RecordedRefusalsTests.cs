using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Refusals;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Refusals;

/// <summary>What the audit record says about refused requests.</summary>
public sealed class RecordedRefusalsTests
{
    // Fails when: a refused request leaves no event, or the event tells less, or repeats what the sender wrote.
    [Fact]
    public async Task A_refused_request_is_recorded_without_what_its_sender_wrote()
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        await tool.Redeem("nonsense");
        await new TestTool(host, "someone's own text", "any").Redeem("nonsense");
        await host.NewBrowser()
            .Open(tool.AuthorizeAddress(("redirect_uri", "https://evil.example/")));

        var events = await Refused(host);

        events.Count.ShouldBe(3);
        events[0].Details.ShouldNotBeNull();
        events[0].Details!.ShouldContain("\"endpoint\":\"Token\"");
        events[0].Details!.ShouldContain("\"error\":\"invalid_grant\"");
        events[0].Details!.ShouldContain("\"cause\":\"code-not-valid\"");
        events[0].Details!.ShouldContain("\"client\":\"alpha\"");
        events[1].Details!.ShouldContain("\"error\":\"invalid_client\"");
        events[1].Details!.ShouldNotContain("own text");
        events[2].Details!.ShouldContain("\"cause\":\"redirect-uri-not-registered\"");
        events[2].Details!.ShouldNotContain("evil");
    }

    // Fails when: an ordinary answer to prompt=none counts as a refusal.
    [Fact]
    public async Task What_is_no_refusal_is_not_recorded()
    {
        await using var host = await TestTool.Start();

        await host.NewBrowser().Open(TestTool.Alpha(host).AuthorizeAddress(("prompt", "none")));

        (await Refused(host)).ShouldBeEmpty();
    }

    // Fails when: one source can fill the record, or the answer changes once its budget is used up.
    [Fact]
    [Trait("Threat", "Flooding-the-audit-record")]
    public async Task A_flood_of_nonsense_is_answered_but_not_recorded_beyond_its_budget()
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        for (var i = 0; i < 205; i++)
        {
            (await tool.Redeem("nonsense")).Error.ShouldBe("invalid_grant");
        }

        (await Refused(host)).Count.ShouldBe(200);
        var note = (await Refused(host, ProtocolEvents.RefusalsUnrecorded)).ShouldHaveSingleItem();
        note.Details.ShouldBe("{\"until\":\"2026-03-02T13:00:00.0000000\\u002B00:00\"}");

        // Nor does it cost more than the answer, for which the client is looked up.
        host.Sql.Reset();
        await tool.Redeem("nonsense");
        host.Sql.Statements.Count.ShouldBeLessThanOrEqualTo(1);
        host.Sql.Commits.ShouldBe(0);

        // Another source, and the next window, are recorded as before; so is the next note.
        host.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 202; i++)
        {
            await tool.Redeem("nonsense");
        }

        (await Refused(host)).Count.ShouldBe(400);
        (await Refused(host, ProtocolEvents.RefusalsUnrecorded)).Count.ShouldBe(2);
    }

    // Fails when: a developer whose client does not authenticate is not told which part of it is wrong, or the record does not say.
    [Theory]
    [InlineData("alpha", null, null, "credentials-missing")]
    [InlineData("alpha", "wrong", null, "credentials-wrong")]
    [InlineData("nobody", "any", null, "client-unknown")]
    [InlineData("third", "any", null, "method-not-registered")]
    [InlineData("alpha", "alpha-secret", "alpha:alpha-secret", "credentials-repeated")]
    [InlineData(null, null, "alpha", "credentials-wrong")]
    [InlineData(null, null, "alpha:wrong", "credentials-wrong")]
    [InlineData("poster", null, "poster:poster-secret", "method-not-registered")]
    [InlineData("signer", null, null, "credentials-missing")]
    [InlineData("signer", "any", null, "method-not-registered")]
    public async Task A_failed_authentication_has_its_cause(
        string? id,
        string? secret,
        string? basic,
        string cause
    )
    {
        using var keys = new ClientAuthenticationTests.ClientKeys();
        await using var host = await TestTool.Start();
        await host.AddClients(keys.Registration());
        await host.AddClients(
            """[{"client_id":"poster","client_secret":"poster-secret","token_endpoint_auth_method":"client_secret_post","grant_types":["client_credentials"]}]"""
        );
        using var http = host.NewHttpClient();
        if (basic is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes(basic))
            );
        }

        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string?>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = new string('r', 43),
                ["client_id"] = id,
                ["client_secret"] = secret,
            }
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))
        );
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);

        (await answer.Content.ReadAsStringAsync()).ShouldContain($"#{cause}");
        (await Refused(host))
            .ShouldHaveSingleItem()
            .Details!.ShouldContain($"\"cause\":\"{cause}\"");
    }

    // Fails when: an assertion that is shown again is recorded like any mistake, or without its client.
    [Fact]
    [Trait("Threat", "Client-impersonation")]
    public async Task A_replayed_assertion_is_an_event_of_its_own()
    {
        using var keys = new ClientAuthenticationTests.ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var assertion = keys.Sign(host, "ES256", null);
        var tool = new TestTool(host, "signer", null);
        for (var i = 0; i < 2; i++)
        {
            await tool.Token(
                ("grant_type", "client_credentials"),
                ("client_assertion", assertion),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            );
        }

        (await Refused(host)).ShouldBeEmpty();
        (await Refused(host, ProtocolEvents.AssertionReplayed))
            .ShouldHaveSingleItem()
            .Details!.ShouldContain("\"client\":\"signer\"");
    }

    private static async Task<List<AuditEvent>> Refused(
        SecureAccessHost host,
        AuditEventType? type = null
    )
    {
        var name = (type ?? ProtocolEvents.Refused).Name;
        var events = new List<AuditEvent>();
        await host.Do(async services =>
            events = await services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(row => row.Type == name)
                .OrderBy(row => row.Id)
                .ToListAsync()
        );
        return events;
    }
}
