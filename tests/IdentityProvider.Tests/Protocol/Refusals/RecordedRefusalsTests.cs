using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Persistence;
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
    }

    private static async Task<List<AuditEvent>> Refused(SecureAccessHost host)
    {
        var events = new List<AuditEvent>();
        await host.Do(async services =>
            events = await services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(row => row.Type == "protocol.refused")
                .OrderBy(row => row.Id)
                .ToListAsync()
        );
        return events;
    }
}
