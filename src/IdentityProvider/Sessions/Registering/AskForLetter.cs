using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// Sends the activation code by letter (R15, R18) to the address that the source of tax records confirmed, and says so to every email
/// address.
/// </summary>
public sealed class AskForLetter(
    AddressOfRecord addresses,
    ActivationLetters letters,
    UnfinishedRegistrations unfinished,
    AccountNotices notices,
    MessageTexts texts,
    IConfiguration configuration,
    TimeProvider clock
)
{
    /// <summary>Sends it.</summary>
    /// <param name="accountId">Whose identity matched, now or before.</param>
    /// <param name="replaces">The account's letter when it was asked for; null: none.</param>
    /// <param name="purpose">What the letter says that the code is for.</param>
    /// <param name="language">BCP 47 tag of the reader's language.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The account has no address of record.</exception>
    public async Task<LetterResult> Send(
        Guid accountId,
        LetterState? replaces,
        LetterPurpose purpose,
        string language,
        CancellationToken cancellationToken
    )
    {
        var target =
            await addresses.Of(accountId, cancellationToken)
            ?? throw new InvalidOperationException("A letter is sent after proofing.");
        return await letters.Send(
            new LetterOrder(
                accountId,
                target.To,
                purpose == LetterPurpose.Recovery ? null : target.TaxpayerNumber,
                purpose,
                language,
                replaces?.Id
            ),
            async (until, token) =>
            {
                await unfinished.StepTaken(accountId, token);
                await Tell(accountId, language, until, token);
            },
            cancellationToken
        );
    }

    private Task Tell(
        Guid accountId,
        string language,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var end = clock.GetUtcNow() + DeliveryRules.NoticeLifetime;
        var signIn = new Uri(new Uri(configuration["Issuer"]!), "sign-in");
        return notices.Send(
            accountId,
            address => texts.LetterSent(address, language, signIn, until, end),
            cancellationToken
        );
    }
}
