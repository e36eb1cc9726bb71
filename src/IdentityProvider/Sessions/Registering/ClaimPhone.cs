using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>What came of naming a phone.</summary>
public abstract record ClaimResult
{
    private ClaimResult() { }

    /// <summary>An activation code is on its way to it, or one of a moment ago still counts.</summary>
    public sealed record CodeSent : ClaimResult;

    /// <summary>This phone cannot finish the registration now; the other ways are open (R15, R21). The reason is not told.</summary>
    public sealed record OtherWays : ClaimResult;

    /// <summary>It is a landline: it can only be called.</summary>
    public sealed record OnlyCalls : ClaimResult;

    /// <summary>No code before this instant (D7).</summary>
    /// <param name="At">When; null for a country that is not served.</param>
    public sealed record NotSent(DateTimeOffset? At) : ClaimResult;

    /// <summary>Too many phones were tried.</summary>
    /// <param name="At">When the next may be.</param>
    public sealed record TooMany(DateTimeOffset At) : ClaimResult;

    /// <summary>The source of phones did not answer; nothing was spent.</summary>
    public sealed record Unavailable : ClaimResult;
}

/// <summary>
/// Takes a phone for activation (R14, R15, R17, R21): a source is asked whose it is (D11), and whether someone else activated it is looked up
/// (D12). Both refusals are one answer, after the same work: nobody learns here that a phone is known.
/// </summary>
public sealed class ClaimPhone(
    PhoneEligibility eligibility,
    PhoneClaims claims,
    PhoneActivation activation,
    FactorContexts contexts,
    UnfinishedRegistrations unfinished,
    StateChange stateChange,
    AuditLog audit
)
{
    /// <summary>Claims the phone and, where that is open to it, sends the activation code.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="signedIn">Of an account whose identity matched.</param>
    /// <param name="number">E.164 form.</param>
    /// <param name="method"><see cref="AuthenticatorMethod.Text"/> or <see cref="AuthenticatorMethod.Voice"/>.</param>
    /// <param name="language">Of the message.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ClaimResult> Claim(
        HttpContext http,
        SignedIn signedIn,
        string number,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var accountId = signedIn.Session.AccountId;
        var context = await contexts.Of(http, signedIn, cancellationToken);
        var found = await eligibility.Of(
            accountId,
            number,
            context.AddressPrefix,
            cancellationToken
        );
        if (found is not Eligibility.Known known)
        {
            return found is Eligibility.TooMany many
                ? new ClaimResult.TooMany(many.Until)
                : new ClaimResult.Unavailable();
        }

        await stateChange.InOneTransaction(
            async token =>
            {
                await claims.Claim(
                    accountId,
                    number,
                    new PhoneEvidence(
                        known.MayBeTexted,
                        known.ReceivesTexts,
                        known.IsFree,
                        known.Source,
                        known.Reference
                    ),
                    token
                );
                await unfinished.StepTaken(accountId, token);
                if (!known.IsFree)
                {
                    audit.Append(RegistrationEvents.PhoneRefused, accountId);
                }
            },
            cancellationToken
        );
        var open = (await claims.Read(accountId, cancellationToken))?.Methods ?? [];
        return open.Contains(method)
                ? await Send(http, signedIn, method, language, cancellationToken)
            : open.Count > 0 ? new ClaimResult.OnlyCalls()
            : new ClaimResult.OtherWays();
    }

    /// <summary>Sends another code to the claimed phone.</summary>
    public async Task<ClaimResult> Send(
        HttpContext http,
        SignedIn signedIn,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        var context = await contexts.Of(http, signedIn, cancellationToken);
        return await activation.Send(context, method, language, cancellationToken) switch
        {
            ChooseResult.Challenged => new ClaimResult.CodeSent(),
            ChooseResult.Later later => new ClaimResult.NotSent(later.At),
            ChooseResult.NotSent notSent => new ClaimResult.NotSent(notSent.At),
            _ => new ClaimResult.OtherWays(),
        };
    }
}
