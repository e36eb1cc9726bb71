using Microsoft.EntityFrameworkCore;
using OtpNet;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>An app that a code has just proved.</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Step">The step whose code proved it: that code is used up (D3).</param>
public sealed record AppProof(SecretText Secret, long Step);

/// <summary>
/// Adds an authenticator app to an account (R20, D3, D11): a secret is shown, and counts once a code made with it was entered. The code
/// that proves it is used up by that. Every address gets a notice. The caller has made sure of a fresh second factor.
/// </summary>
public sealed class AppEnrolment(
    SecureAccessDbContext database,
    StateChange stateChange,
    PersonalData personalData,
    App app,
    EntryTry entries,
    AppNotice notice,
    TimeProvider clock
)
{
    private const string Factor = "app-enrolment";
    private const string SecretField = "pending-app-secret";
    private const int SecretBytes = 20;
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    /// <summary>The secret to show, in base32: the same one for an hour in this session, so that a page that is opened again still fits what was scanned.</summary>
    public async Task<SecretText> Secret(FactorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        while (true)
        {
            if (await Find(context.SessionId, cancellationToken) is { } pending)
            {
                return new SecretText(await Reveal(pending, cancellationToken));
            }

            var secret = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));
            if (
                await stateChange.InOneTransaction(
                    token => Begin(context, secret, token),
                    cancellationToken
                )
            )
            {
                return new SecretText(secret);
            }
        }
    }

    /// <summary>Whether a secret is being shown in this session.</summary>
    public async Task<bool> IsShown(Guid sessionId, CancellationToken cancellationToken) =>
        await Find(sessionId, cancellationToken) is not null;

    /// <summary>Shows the secret no longer in this session.</summary>
    public Task Forget(Guid sessionId, CancellationToken cancellationToken) =>
        database
            .Set<PendingApp>()
            .Where(pending => pending.SessionId == sessionId)
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Checks a code made with the secret shown; a right one binds the app in place of one that was bound before.</summary>
    public Task<EntryResult> Verify(
        FactorContext context,
        string? entry,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return Verify(
            context,
            entry,
            async (proof, token) =>
            {
                await app.Bind(context.AccountId, proof.Secret.Reveal(), proof.Step, token);
                await notice.Send(context.AccountId, language, token);
            },
            cancellationToken
        );
    }

    /// <summary>Checks a code made with the secret shown; if it is right, <paramref name="accept"/> runs in the transaction that takes it.</summary>
    public async Task<EntryResult> Verify(
        FactorContext context,
        string? entry,
        Func<AppProof, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await Find(context.SessionId, cancellationToken) is not { } pending)
        {
            return new EntryResult.NoChallenge();
        }

        var trier = EntryTry.TrierOf(Factor, context);
        return await entries.Run(
            CodeKind.AppSecurity.Form,
            entry,
            [trier],
            code => Check(pending, code, trier, accept, cancellationToken),
            cancellationToken
        );
    }

    private async Task<EntryResult> Check(
        PendingApp pending,
        SecretText code,
        Trier trier,
        Func<AppProof, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        var secret = await Reveal(pending, cancellationToken);
        if (AppCodeRules.Match(secret, code.Reveal(), clock.GetUtcNow()).Step is not { } step)
        {
            return new EntryResult.Wrong();
        }

        return await stateChange.InOneTransaction<EntryResult>(
            async token =>
            {
                var taken = await database
                    .Set<PendingApp>()
                    .Where(row =>
                        row.SessionId == pending.SessionId && row.StartedAt == pending.StartedAt
                    )
                    .ExecuteDeleteAsync(token);
                if (taken == 0)
                {
                    return new EntryResult.NoChallenge();
                }

                await entries.Succeeded([trier], token);
                await accept(new AppProof(new SecretText(secret), step), token);
                return new EntryResult.Accepted();
            },
            cancellationToken
        );
    }

    /// <returns>False when another request of the same moment did it.</returns>
    private async Task<bool> Begin(
        FactorContext context,
        string secret,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetUtcNow() - Shown;
        await database
            .Set<PendingApp>()
            .Where(pending => pending.SessionId == context.SessionId && pending.StartedAt <= since)
            .ExecuteDeleteAsync(cancellationToken);
        return await database.TryInsert(
            new PendingApp
            {
                SessionId = context.SessionId,
                AccountId = context.AccountId,
                Secret = await personalData.Protect(
                    context.AccountId,
                    SecretField,
                    secret,
                    cancellationToken
                ),
                StartedAt = clock.GetUtcNow(),
            },
            cancellationToken
        );
    }

    private Task<PendingApp?> Find(Guid sessionId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Shown;
        return database
            .Set<PendingApp>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                pending => pending.SessionId == sessionId && pending.StartedAt > since,
                cancellationToken
            );
    }

    private Task<string> Reveal(PendingApp pending, CancellationToken cancellationToken) =>
        personalData.Reveal(pending.AccountId, SecretField, pending.Secret, cancellationToken);
}

/// <summary>What is recorded and told when an app was added.</summary>
public sealed class AppNotice(
    AccountNotices notices,
    MessageTexts texts,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Records it and hands a notice for every address to the outbox, in the caller's transaction.</summary>
    public async Task Send(Guid accountId, string language, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        audit.Append(FactorEvents.AppAdded, accountId);
        await notices.Send(
            accountId,
            address => texts.AppAdded(address, language, now, now + DeliveryRules.NoticeLifetime),
            cancellationToken
        );
    }
}
