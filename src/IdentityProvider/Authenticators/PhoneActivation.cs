using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>
/// Activates a phone that was claimed (R17): an activation code goes to it by text or voice call, and the code proves it. Sends follow D7, wrong entries
/// D2 and D4.
/// </summary>
public sealed class PhoneActivation(
    SecureAccessDbContext database,
    StateChange stateChange,
    PhoneClaims claims,
    PhoneSends sends,
    ActivationCodes codes,
    EntryTry entries,
    AuditLog audit,
    TimeProvider clock
)
{
    private const string Factor = "activation";

    /// <summary>Sends an activation code to the claimed phone; one sent a moment ago is kept.</summary>
    /// <param name="context">Whose phone, and from where.</param>
    /// <param name="method"><see cref="AuthenticatorMethod.Text"/> or <see cref="AuthenticatorMethod.Voice"/>.</param>
    /// <param name="language">Of the message.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ChooseResult> Send(
        FactorContext context,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (
            await claims.Find(context.AccountId, cancellationToken) is not { } phone
            || !(await claims.Methods(phone, cancellationToken)).Contains(method)
        )
        {
            return new ChooseResult.NotAvailable();
        }

        var now = clock.GetUtcNow();
        var decision = ResendRules.Decide(
            PhoneClaims.SentOf(phone),
            PhoneClaims.DestinationOf(phone.Id, method),
            now
        );
        switch (decision)
        {
            case SendDecision.TooSoon tooSoon:
                return new ChooseResult.Later(tooSoon.At);
            case SendDecision.NoMore noMore:
                return new ChooseResult.Later(noMore.At);
        }

        var number = await claims.Number(phone, cancellationToken);
        var permission = await sends.Take(
            context.AccountId,
            number,
            context.AddressPrefix,
            cancellationToken
        );
        if (!permission.Allowed)
        {
            return new ChooseResult.NotSent(permission.RetryAt);
        }

        var count = decision is SendDecision.Again ? phone.Sends + 1 : 1;
        var sent = await stateChange.InOneTransaction(
            token => SendOne(phone, number, method, count, language, token),
            cancellationToken
        );
        if (!sent)
        {
            await sends.GiveBack(permission, cancellationToken);
        }

        return new ChooseResult.Challenged();
    }

    /// <summary>Checks an entry; if it is right, <paramref name="accept"/> runs in the transaction that consumes the code.</summary>
    public async Task<EntryResult> Verify(
        FactorContext context,
        string? entry,
        Func<PhoneClaim, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accept);
        if (
            await claims.Find(context.AccountId, cancellationToken) is not { } phone
            || phone.SentBy is null
            || !(await claims.Methods(phone, cancellationToken)).Contains(phone.SentBy)
        )
        {
            return new EntryResult.NoChallenge();
        }

        var trier = EntryTry.TrierOf(Factor, context);
        return await entries.Run(
            CodeKind.Activation.Form,
            entry,
            [trier],
            code =>
                stateChange.InOneTransaction(
                    token => VerifyAndAccept(phone, trier, code.Reveal(), accept, token),
                    cancellationToken
                ),
            cancellationToken
        );
    }

    private async Task<EntryResult> VerifyAndAccept(
        ClaimedPhone phone,
        Trier trier,
        string code,
        Func<PhoneClaim, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        var result = await codes.Verify(phone, code, cancellationToken);
        if (result is not CodeEntry.Accepted)
        {
            audit.Append(FactorEvents.ActivationRefused, phone.AccountId);
            return result is CodeEntry.NoLiveCode
                ? new EntryResult.NoLiveCode()
                : new EntryResult.Wrong();
        }

        await entries.Succeeded([trier], cancellationToken);
        await accept(await claims.InClear(phone, cancellationToken), cancellationToken);
        return new EntryResult.Accepted();
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> SendOne(
        ClaimedPhone phone,
        string number,
        string method,
        int count,
        string language,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var written = await database
            .Set<ClaimedPhone>()
            .Where(row =>
                row.AccountId == phone.AccountId
                && row.Id == phone.Id
                && row.Sends == phone.Sends
                && row.LastSentAt == phone.LastSentAt
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Sends, count)
                        .SetProperty(row => row.LastSentAt, now)
                        .SetProperty(row => row.SentFor, phone.Id)
                        .SetProperty(row => row.SentBy, method),
                cancellationToken
            );
        if (written == 0)
        {
            return false;
        }

        await codes.Send(phone, number, method, language, cancellationToken);
        audit.Append(FactorEvents.ActivationSent, phone.AccountId, ("method", method));
        return true;
    }
}
