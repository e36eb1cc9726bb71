using Microsoft.Extensions.Options;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>
/// Asks sources within the time that they are given. A source that throws or is late has not answered; it never fails its caller,
/// and what it said is not logged.
/// </summary>
/// <remarks>The limit is time that passes, not the injected clock's, which may be moved.</remarks>
public sealed partial class AskSources(
    ITaxRecordSource taxRecords,
    IFinancialAccountSource financialAccounts,
    IPhoneSource phones,
    IOptions<ProofingOptions> options,
    ILogger<AskSources> log
)
{
    /// <summary>The names of the two sources of identity, for evidence.</summary>
    public (string TaxRecords, string FinancialAccounts) IdentitySources =>
        (taxRecords.Name, financialAccounts.Name);

    /// <summary>The name of the source of phones, for evidence.</summary>
    public string PhoneSource => phones.Name;

    /// <summary>D5: asks both sources at the same time, whatever the one says.</summary>
    public async Task<CheckVerdict> OfIdentity(
        IdentityAnswers answers,
        string accountKind,
        string accountNumber
    )
    {
        var taxRecord = Within<SourceAnswer>(
            taxRecords.Name,
            token => taxRecords.Ask(new TaxRecordQuestion(answers), token),
            new SourceAnswer.Unavailable()
        );
        var financialAccount = Within<SourceAnswer>(
            financialAccounts.Name,
            token =>
                financialAccounts.Ask(
                    new FinancialAccountQuestion(answers, accountKind, accountNumber),
                    token
                ),
            new SourceAnswer.Unavailable()
        );
        return CheckRules.Decide(await taxRecord, await financialAccount);
    }

    /// <summary>D11: asks whose a phone is.</summary>
    public Task<PhoneAnswer> OfPhone(IdentityAnswers answers, string number) =>
        Within<PhoneAnswer>(
            phones.Name,
            token => phones.Ask(new PhoneQuestion(answers, number), token),
            new PhoneAnswer.Unavailable()
        );

    private async Task<T> Within<T>(
        string source,
        Func<CancellationToken, Task<T>> ask,
        T unavailable
    )
    {
        var limit = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        using var late = new CancellationTokenSource(limit);
        try
        {
            // A task of its own, and not waited for beyond the limit: a source may block, and may not listen to its token.
            return await Task.Run(() => ask(late.Token), CancellationToken.None)
                .WaitAsync(limit, CancellationToken.None);
        }
#pragma warning disable CA1031 // D5: whatever goes wrong at a source costs no attempt and fails nobody.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Its type only: the message of another's exception may hold what was asked.
            DidNotAnswer(log, source, exception.GetType().Name);
            return unavailable;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The source {Source} did not answer: {Reason}")]
    private static partial void DidNotAnswer(ILogger logger, string source, string reason);
}
