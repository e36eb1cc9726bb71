using SecureAccess.Codes;
using SecureAccess.Limits;

namespace SecureAccess.Authenticators;

/// <summary>The methods' names, on forms and in the database.</summary>
public static class AuthenticatorMethod
{
    /// <summary>A text message.</summary>
    public const string Text = "text";

    /// <summary>A voice call.</summary>
    public const string Voice = "voice";

    /// <summary>The authenticator app.</summary>
    public const string App = "app";
}

/// <summary>A second factor that an account has.</summary>
/// <param name="Method">Its method (<see cref="AuthenticatorMethod"/>).</param>
/// <param name="AuthenticatorId">The bound phone or app.</param>
/// <param name="Hint">The last two digits of the phone; null for an app.</param>
public sealed record AuthenticatorOption(string Method, Guid AuthenticatorId, string? Hint);

/// <summary>One method of proving the second factor: one class, one file a method.</summary>
public interface IAuthenticator
{
    /// <summary>Its name (<see cref="AuthenticatorMethod"/>).</summary>
    string Method { get; }

    /// <summary>What failures are counted under (D4): text and voice are one factor, the phone.</summary>
    string Factor { get; }

    /// <summary>Whether a code is sent, so that D7's rules for sends apply.</summary>
    bool Sends { get; }

    /// <summary>The account's authenticator of this method, or null when it has none.</summary>
    Task<AuthenticatorOption?> Find(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Takes the budgets of a send; null when it may go, else when it may next. Not called where nothing is sent.</summary>
    Task<SendPermission> MaySend(
        Guid accountId,
        string source,
        CancellationToken cancellationToken
    );

    /// <summary>Issues and sends a code in the caller's transaction. Not called where nothing is sent.</summary>
    Task Send(Challenge challenge, string language, CancellationToken cancellationToken);

    /// <summary>Checks an entry in the caller's transaction.</summary>
    Task<FactorEntry> Verify(
        Challenge challenge,
        string entry,
        CancellationToken cancellationToken
    );
}

/// <summary>Whether a text or call may leave (D7).</summary>
/// <param name="Allowed">It may.</param>
/// <param name="RetryAt">When a budget is used up: when it is open again. Null where the country is not served.</param>
/// <param name="Taken">What was taken for it, to be given back if the send does not happen.</param>
public sealed record SendPermission(
    bool Allowed,
    DateTimeOffset? RetryAt,
    IReadOnlyList<(Budget Budget, string Subject)> Taken
);

/// <summary>What an entry of a second factor was worth.</summary>
public enum FactorEntry
{
    /// <summary>Right.</summary>
    Accepted,

    /// <summary>Wrong; counted.</summary>
    Wrong,

    /// <summary>No code is live any more: expired, replaced, or void after five entries.</summary>
    NoLiveCode,

    /// <summary>An app code that was used already: wait for the next one; no failure (D3).</summary>
    AlreadyUsed,
}

internal static class FactorEntries
{
    public static FactorEntry From(CodeEntry entry) =>
        entry switch
        {
            CodeEntry.Accepted => FactorEntry.Accepted,
            CodeEntry.NoLiveCode => FactorEntry.NoLiveCode,
            _ => FactorEntry.Wrong,
        };
}
