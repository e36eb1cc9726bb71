using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class AskSourcesTests
{
    private static readonly CheckVerdict Unavailable = new CheckVerdict.NotConfirmed(
        CheckOutcome.Unavailable
    );

    private readonly LogSink logs = new();
    private readonly WatchedSources sources = new(
        new EmbeddedSources(ProofedPeople.All, TimeProvider.System)
    );

    // Fails when: a source that throws, at once or later, fails its caller, or its words come into a log.
    [Fact]
    [Trait("Requirement", "D5")]
    [Trait("Requirement", "D19")]
    public async Task A_source_that_throws_has_not_answered_and_its_words_are_not_logged()
    {
        sources.BeforeTaxRecord = _ => throw new InvalidOperationException("Maria Lopez");
        (await Ask()).ShouldBe(Unavailable);
        sources.BeforeTaxRecord = async _ =>
        {
            await Task.Yield();
            throw new OperationCanceledException("Maria Lopez");
        };
        (await Ask()).ShouldBe(Unavailable);
        logs.Lines.Count.ShouldBe(2);
        logs.Lines[0].ShouldContain("The source watched did not answer: InvalidOperationException");
        logs.Lines.ShouldAllBe(line => !line.Contains("Maria"));
    }

    // Fails when: a source that does not listen to its token, or that blocks, holds its caller beyond the limit.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_source_that_is_late_has_not_answered()
    {
        var end = new TaskCompletionSource();
        using var blocked = new ManualResetEventSlim();
        var watch = Stopwatch.StartNew();
        sources.BeforeTaxRecord = _ => end.Task;
        sources.BeforeFinancialAccount = _ =>
        {
            blocked.Wait(CancellationToken.None);
            return Task.CompletedTask;
        };
        (await Ask()).ShouldBe(Unavailable);
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
        end.SetResult();
        blocked.Set();
    }

    // Fails when: a phone source that throws fails its caller.
    [Fact]
    [Trait("Requirement", "D11")]
    public async Task A_phone_source_that_throws_has_not_answered()
    {
        sources.BeforePhone = _ => throw new IOException();
        (await Asker().OfPhone(ProofedPeople.Answers("maria-lopez"), "+12025550143")).ShouldBe(
            new PhoneAnswer.Unavailable()
        );
    }

    private Task<CheckVerdict> Ask() =>
        Asker().OfIdentity(ProofedPeople.Answers("maria-lopez"), "credit-card", "11111111");

    private AskSources Asker()
    {
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        return new AskSources(
            sources,
            sources,
            sources,
            Options.Create(
                new ProofingOptions { Source = ProofingOptions.Embedded, TimeoutSeconds = 1 }
            ),
            factory.CreateLogger<AskSources>()
        );
    }
}
