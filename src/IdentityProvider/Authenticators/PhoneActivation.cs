using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>A claimed phone as pages need it.</summary>
/// <param name="Number">E.164 form.</param>
/// <param name="MayBeTexted">Whether a text can prove it in this session (D11).</param>
/// <param name="CodeAwaited">Whether its activation code may be entered now.</param>
/// <param name="ProvenAt">When it was proven without being activated (D13).</param>
/// <param name="Source">The source that was asked about it.</param>
/// <param name="Reference">The source's reference.</param>
public sealed record PhoneClaim(
    string Number,
    bool MayBeTexted,
    bool CodeAwaited,
    DateTimeOffset? ProvenAt,
    string Source,
    string Reference
)
{
    /// <summary>The number is not printed.</summary>
    public override string ToString() => "[phone claim]";
}

/// <summary>What a source said of a phone before it was claimed.</summary>
/// <param name="MayBeTexted">D11: the one-session way is open to it.</param>
/// <param name="Source">The source.</param>
/// <param name="Reference">Its reference.</param>
public sealed record PhoneEvidence(bool MayBeTexted, string Source, string Reference);

/// <summary>
/// Activates a phone (R17): it is claimed, an activation code goes to it by text, and the code proves it. Sends follow D7, wrong entries
/// D2 and D4.
/// </summary>
public sealed class PhoneActivation(
    SecureAccessDbContext database,
    StateChange stateChange,
    PersonalData personalData,
    PhoneSends sends,
    ActivationCodes codes,
    BackOff backOff,
    AuditLog audit,
    TimeProvider clock
)
{
    private const string Factor = "activation";

    /// <summary>The account's claim, or null.</summary>
    public async Task<PhoneClaim?> Read(Guid accountId, CancellationToken cancellationToken)
    {
        return await Find(accountId, cancellationToken) is { } phone
            ? await InClear(phone, cancellationToken)
            : null;
    }

    /// <summary>Claims a number in place of the one before; codes sent so far stay counted.</summary>
    public Task Claim(
        Guid accountId,
        string number,
        PhoneEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return stateChange.InOneTransaction(
            async token =>
            {
                while (!await TryClaim(accountId, number, evidence, token))
                {
                    // Another claim of the same moment came between: this one is made over it.
                }

                audit.Append(
                    FactorEvents.PhoneClaimed,
                    accountId,
                    ("way", evidence.MayBeTexted ? "text" : "mail"),
                    ("source", evidence.Source)
                );
            },
            cancellationToken
        );
    }

    /// <summary>Sends an activation code to the claimed phone; one sent a moment ago is kept.</summary>
    public async Task<ChooseResult> Send(
        FactorContext context,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (
            await Find(context.AccountId, cancellationToken)
            is not { MayBeTexted: true, ProvenAt: null } phone
        )
        {
            return new ChooseResult.NotAvailable();
        }

        var now = clock.GetUtcNow();
        var decision = ResendRules.Decide(SentOf(phone), phone.Id.ToString("N"), now);
        switch (decision)
        {
            case SendDecision.TooSoon tooSoon:
                return new ChooseResult.Later(tooSoon.At);
            case SendDecision.NoMore noMore:
                return new ChooseResult.Later(noMore.At);
        }

        var number = await Number(phone, cancellationToken);
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
            token => SendOne(phone, number, count, now, language, token),
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
            await Find(context.AccountId, cancellationToken)
            is not { MayBeTexted: true, ProvenAt: null } phone
        )
        {
            return new EntryResult.NoChallenge();
        }

        // D2: an entry that cannot be a code is not counted.
        if (!CodeKind.Activation.Form.TryRead(entry, out var code))
        {
            return new EntryResult.NotACode();
        }

        var trier = new Trier(
            Factor,
            context.AccountId.ToString("N"),
            true,
            context.Source,
            context.KnownBrowser
        );
        switch (await backOff.Begin(trier, cancellationToken))
        {
            case TryPermission.Wait wait:
                return new EntryResult.Wait(wait.Until);
            case TryPermission.UsedUp:
                return new EntryResult.Wrong();
        }

        Task<EntryResult> Try() =>
            stateChange.InOneTransaction(
                token => VerifyAndAccept(phone, trier, code.Reveal(), accept, token),
                cancellationToken
            );
        try
        {
            return await Try();
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // R21, D13: someone else activated the phone or verified the person at this moment. The code lives; now that is seen.
            return await Try();
        }
    }

    /// <summary>Records that the phone was proven and is not activated (D13), in the caller's transaction.</summary>
    public Task MarkProven(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(phone => phone.ProvenAt, now),
                cancellationToken
            );
    }

    /// <summary>Records that a text can no longer prove it: someone else activated it meanwhile (R21). In the caller's transaction.</summary>
    public Task Close(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(phone => phone.MayBeTexted, false)
                        // Its code was consumed: what follows is never delayed by it (D7).
                        .SetProperty(phone => phone.Sends, 0)
                        .SetProperty(phone => phone.SentFor, (Guid?)null),
                cancellationToken
            );

    /// <summary>Forgets the claim, in the caller's transaction.</summary>
    public Task Forget(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);

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

        await backOff.Succeeded(trier, cancellationToken);
        await accept(await InClear(phone, cancellationToken), cancellationToken);
        return new EntryResult.Accepted();
    }

    // Number and what a source said of it are written together or not at all: what is said of one number must never stand beside another.
    private async Task<bool> TryClaim(
        Guid accountId,
        string number,
        PhoneEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var before = await Find(accountId, cancellationToken);
        var value = await personalData.Protect(
            accountId,
            AccountFields.Phone,
            number,
            cancellationToken
        );
        if (before is null)
        {
            return await database.TryInsert(
                new ClaimedPhone
                {
                    AccountId = accountId,
                    Id = Guid.CreateVersion7(now),
                    Number = value,
                    MayBeTexted = evidence.MayBeTexted,
                    Source = evidence.Source,
                    Reference = evidence.Reference,
                    LastSentAt = now,
                },
                cancellationToken
            );
        }

        var isTheSame = await Number(before, cancellationToken) == number;
        var id = isTheSame ? before.Id : Guid.CreateVersion7(now);
        return await database
                .Set<ClaimedPhone>()
                .Where(row => row.AccountId == accountId && row.Id == before.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Id, id)
                            .SetProperty(row => row.Number, value)
                            .SetProperty(row => row.MayBeTexted, evidence.MayBeTexted)
                            .SetProperty(row => row.Source, evidence.Source)
                            .SetProperty(row => row.Reference, evidence.Reference),
                    cancellationToken
                ) == 1;
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> SendOne(
        ClaimedPhone phone,
        string number,
        int count,
        DateTimeOffset now,
        string language,
        CancellationToken cancellationToken
    )
    {
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
                        .SetProperty(row => row.SentFor, phone.Id),
                cancellationToken
            );
        if (written == 0)
        {
            return false;
        }

        await codes.Send(phone, number, language, cancellationToken);
        audit.Append(FactorEvents.ActivationSent, phone.AccountId, ("method", "text"));
        return true;
    }

    private bool IsAwaited(ClaimedPhone phone) =>
        phone is { MayBeTexted: true, ProvenAt: null }
        && phone.SentFor == phone.Id
        && ResendRules.IsOpen(SentOf(phone), clock.GetUtcNow());

    private static SentCodes SentOf(ClaimedPhone phone) =>
        new(
            CodeKind.Activation,
            phone.SentFor?.ToString("N") ?? "",
            phone.Sends,
            phone.LastSentAt,
            null
        );

    private Task<ClaimedPhone?> Find(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<ClaimedPhone>()
            .AsNoTracking()
            .SingleOrDefaultAsync(phone => phone.AccountId == accountId, cancellationToken);

    private async Task<PhoneClaim> InClear(
        ClaimedPhone phone,
        CancellationToken cancellationToken
    ) =>
        new(
            await Number(phone, cancellationToken),
            phone.MayBeTexted,
            IsAwaited(phone),
            phone.ProvenAt,
            phone.Source,
            phone.Reference
        );

    private Task<string> Number(ClaimedPhone phone, CancellationToken cancellationToken) =>
        personalData.Reveal(phone.AccountId, AccountFields.Phone, phone.Number, cancellationToken);
}
