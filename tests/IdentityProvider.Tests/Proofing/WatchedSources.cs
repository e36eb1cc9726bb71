using System.Collections.Concurrent;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Tests.Proofing;

/// <summary>The embedded sources, watched: what they were asked, and what a test wants to happen before they answer.</summary>
internal sealed class WatchedSources(EmbeddedSources embedded)
    : ITaxRecordSource,
        IFinancialAccountSource,
        IPhoneSource
{
    /// <summary>The sources asked, in order: <c>tax-record</c>, <c>financial-account</c>, <c>phone</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Runs before the source of tax records answers.</summary>
    public Func<CancellationToken, Task> BeforeTaxRecord { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before the source of financial accounts answers.</summary>
    public Func<CancellationToken, Task> BeforeFinancialAccount { get; set; } =
        _ => Task.CompletedTask;

    /// <summary>Runs before the source of phones answers.</summary>
    public Func<CancellationToken, Task> BeforePhone { get; set; } = _ => Task.CompletedTask;

    public string Name => "watched";

    public async Task<SourceAnswer> Ask(TaxRecordQuestion question, CancellationToken ct)
    {
        Asked.Enqueue("tax-record");
        await BeforeTaxRecord(ct);
        return await embedded.Ask(question, ct);
    }

    public async Task<SourceAnswer> Ask(FinancialAccountQuestion question, CancellationToken ct)
    {
        Asked.Enqueue("financial-account");
        await BeforeFinancialAccount(ct);
        return await embedded.Ask(question, ct);
    }

    public async Task<PhoneAnswer> Ask(PhoneQuestion question, CancellationToken ct)
    {
        Asked.Enqueue("phone");
        await BeforePhone(ct);
        return await embedded.Ask(question, ct);
    }
}
