using Microsoft.EntityFrameworkCore;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>How every entry of a code begins: read by its form (D2), counted before it is compared (D4), then checked.</summary>
public sealed class EntryTry(BackOff backOff)
{
    /// <summary>Who tries a factor of an account.</summary>
    /// <param name="factor">What its failures are counted under.</param>
    /// <param name="context">Whose factor, and from where.</param>
    public static Trier TrierOf(string factor, FactorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Trier(
            factor,
            context.AccountId.ToString("N"),
            HasAccount: true,
            context.Source,
            context.KnownBrowser
        );
    }

    /// <summary>Tries an entry.</summary>
    /// <param name="form">What a code of this kind looks like.</param>
    /// <param name="entry">As typed.</param>
    /// <param name="triers">Whom a failure counts for; each must have a try left.</param>
    /// <param name="check">Compares the code, and makes the change that a right one allows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<EntryResult> Run(
        CodeForm form,
        string? entry,
        IReadOnlyList<Trier> triers,
        Func<SecretText, Task<EntryResult>> check,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(triers);
        ArgumentNullException.ThrowIfNull(check);
        // D2: an entry that cannot be a code is not counted.
        if (!form.TryRead(entry, out var code))
        {
            return new EntryResult.NotACode();
        }

        foreach (var trier in triers)
        {
            switch (await backOff.Begin(trier, cancellationToken))
            {
                case TryPermission.Wait wait:
                    return new EntryResult.Wait(wait.Until);
                case TryPermission.UsedUp:
                    return new EntryResult.Wrong();
            }
        }

        try
        {
            return await check(code);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // R21, D13: someone else activated the phone or verified the person at this moment. The code lives; now that is seen.
            return await check(code);
        }
    }

    /// <summary>A right entry resets the counts, in the change that it makes.</summary>
    public async Task Succeeded(IReadOnlyList<Trier> triers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(triers);
        foreach (var trier in triers)
        {
            await backOff.Succeeded(trier, cancellationToken);
        }
    }

    /// <summary>D3: what was entered turned out to be no failure.</summary>
    public Task Forgive(Trier trier, CancellationToken cancellationToken) =>
        backOff.Forgive(trier, cancellationToken);
}
