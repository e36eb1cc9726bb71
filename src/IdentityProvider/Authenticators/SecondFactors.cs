using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>The second factor from choice to proof (R3, R19, R20): which methods an account has, sending, and checking entries.</summary>
public sealed class SecondFactors(
    SecureAccessDbContext database,
    StateChange stateChange,
    IEnumerable<IAuthenticator> authenticators,
    EntryTry entries,
    Budgets budgets,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The account's methods, in the order in which they were registered.</summary>
    public async Task<IReadOnlyList<AuthenticatorOption>> Options(
        Guid accountId,
        CancellationToken cancellationToken
    )
    {
        var options = new List<AuthenticatorOption>();
        foreach (var authenticator in authenticators)
        {
            if (await authenticator.Find(accountId, cancellationToken) is { } option)
            {
                options.Add(option);
            }
        }

        return options;
    }

    /// <summary>The session's challenge while a code may be entered; null otherwise.</summary>
    public async Task<Challenge?> Open(Guid sessionId, CancellationToken cancellationToken)
    {
        var challenge = await Find(sessionId, cancellationToken);
        return challenge is not null && ChallengeRules.IsOpen(challenge, clock.GetUtcNow())
            ? challenge
            : null;
    }

    /// <summary>Chooses a method. Where one is sent, a code sent a moment ago by the same method is kept and not sent again.</summary>
    public async Task<ChooseResult> Choose(
        FactorContext context,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        var result = await Send(context, method, language, cancellationToken);
        return
            result is ChooseResult.Later
            && (await Open(context.SessionId, cancellationToken))?.Method == method
            ? new ChooseResult.Challenged()
            : result;
    }

    /// <summary>Sends another code by the method chosen, within D7's rules; the one before is void.</summary>
    public async Task<ChooseResult> Resend(
        FactorContext context,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return await Find(context.SessionId, cancellationToken) is { CompletedAt: null } challenge
            ? await Send(context, challenge.Method, language, cancellationToken)
            : new ChooseResult.NotAvailable();
    }

    /// <summary>Checks an entry; if it is right, <paramref name="accept"/> runs in the transaction that consumes the code.</summary>
    public async Task<EntryResult> Verify(
        FactorContext context,
        string? entry,
        Func<string, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await Find(context.SessionId, cancellationToken) is not { CompletedAt: null } challenge)
        {
            return new EntryResult.NoChallenge();
        }

        var authenticator = authenticators.Single(candidate =>
            candidate.Method == challenge.Method
        );
        var trier = EntryTry.TrierOf(
            $"{authenticator.Factor}:{challenge.AuthenticatorId:N}",
            context
        );
        return await entries.Run(
            CodeKind.Security.Form,
            entry,
            [trier],
            async code =>
                ResultOf(
                    await stateChange.InOneTransaction(
                        token =>
                            VerifyAndAccept(
                                challenge,
                                authenticator,
                                trier,
                                code.Reveal(),
                                accept,
                                token
                            ),
                        cancellationToken
                    )
                ),
            cancellationToken
        );
    }

    private static EntryResult ResultOf(FactorEntry entry) =>
        entry switch
        {
            FactorEntry.Accepted => new EntryResult.Accepted(),
            FactorEntry.NoLiveCode => new EntryResult.NoLiveCode(),
            FactorEntry.AlreadyUsed => new EntryResult.AlreadyUsed(),
            _ => new EntryResult.Wrong(),
        };

    private async Task<FactorEntry> VerifyAndAccept(
        Challenge challenge,
        IAuthenticator authenticator,
        Trier trier,
        string entry,
        Func<string, CancellationToken, Task> accept,
        CancellationToken cancellationToken
    )
    {
        var result = await authenticator.Verify(challenge, entry, cancellationToken);
        switch (result)
        {
            case FactorEntry.Accepted:
                var now = clock.GetUtcNow();
                await database
                    .Set<Challenge>()
                    .Where(row => row.SessionId == challenge.SessionId)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.CompletedAt, now),
                        cancellationToken
                    );
                await entries.Succeeded([trier], cancellationToken);
                await accept(challenge.Method, cancellationToken);
                break;
            case FactorEntry.AlreadyUsed:
                await entries.Forgive(trier, cancellationToken);
                break;
            default:
                audit.Append(
                    FactorEvents.Refused,
                    challenge.AccountId,
                    ("method", challenge.Method)
                );
                break;
        }

        return result;
    }

    private async Task<ChooseResult> Send(
        FactorContext context,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var authenticator = authenticators.SingleOrDefault(candidate => candidate.Method == method);
        if (
            authenticator is null
            || await authenticator.Find(context.AccountId, cancellationToken) is not { } option
        )
        {
            return new ChooseResult.NotAvailable();
        }

        var now = clock.GetUtcNow();
        var before = await Find(context.SessionId, cancellationToken);
        var decision = authenticator.Sends ? ChallengeRules.Decide(before, method, now) : null;
        switch (decision)
        {
            case SendDecision.TooSoon tooSoon:
                return new ChooseResult.Later(tooSoon.At);
            case SendDecision.NoMore noMore:
                return new ChooseResult.Later(noMore.At);
        }

        SendPermission? permission = null;
        if (authenticator.Sends)
        {
            permission = await authenticator.MaySend(
                context.AccountId,
                context.AddressPrefix,
                cancellationToken
            );
            if (!permission.Allowed)
            {
                return new ChooseResult.NotSent(permission.RetryAt);
            }
        }

        var challenge = new Challenge
        {
            SessionId = context.SessionId,
            AccountId = context.AccountId,
            Method = method,
            AuthenticatorId = option.AuthenticatorId,
            Sends = (decision, before) switch
            {
                (SendDecision.Again, { } open) => open.Sends + 1,
                (SendDecision.Begin, _) => 1,
                // The app sends nothing; what was sent in this challenge stays counted.
                (_, { CompletedAt: null } open) => open.Sends,
                _ => 0,
            },
            LastSentAt = now,
        };
        var recorded = await stateChange.InOneTransaction(
            token => Record(challenge, before, authenticator, language, token),
            cancellationToken
        );
        if (!recorded && permission is not null)
        {
            await budgets.GiveBack(permission.Taken, cancellationToken);
        }

        return new ChooseResult.Challenged();
    }

    /// <returns>False for a request that came at the same moment as another, which did it.</returns>
    private async Task<bool> Record(
        Challenge challenge,
        Challenge? before,
        IAuthenticator authenticator,
        string language,
        CancellationToken cancellationToken
    )
    {
        // Of two requests at once, one writes the challenge: the other finds it changed, and its code is not sent.
        if (before is null)
        {
            if (!await database.TryInsert(challenge, cancellationToken))
            {
                return false;
            }
        }
        else
        {
            var replaced = await database
                .Set<Challenge>()
                .Where(row =>
                    row.SessionId == challenge.SessionId
                    && row.LastSentAt == before.LastSentAt
                    && row.Sends == before.Sends
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Method, challenge.Method)
                            .SetProperty(row => row.AuthenticatorId, challenge.AuthenticatorId)
                            .SetProperty(row => row.Sends, challenge.Sends)
                            .SetProperty(row => row.LastSentAt, challenge.LastSentAt)
                            .SetProperty(row => row.CompletedAt, (DateTimeOffset?)null),
                    cancellationToken
                );
            if (replaced == 0)
            {
                return false;
            }
        }

        if (authenticator.Sends)
        {
            await authenticator.Send(challenge, language, cancellationToken);
            audit.Append(FactorEvents.CodeSent, challenge.AccountId, ("method", challenge.Method));
        }

        return true;
    }

    private Task<Challenge?> Find(Guid sessionId, CancellationToken cancellationToken) =>
        database
            .Set<Challenge>()
            .AsNoTracking()
            .SingleOrDefaultAsync(challenge => challenge.SessionId == sessionId, cancellationToken);
}
