using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>What came of asking for a message.</summary>
public abstract record AskResult
{
    private AskResult() { }

    /// <summary>Whatever the name, this is what is said of it.</summary>
    public sealed record Asked : AskResult;

    /// <summary>No message before this instant; a code sent last stays valid.</summary>
    /// <param name="At">When the next may be asked for.</param>
    public sealed record Later(DateTimeOffset At) : AskResult;
}

/// <summary>Sends a forgotten username to the email address that was given (D15). One answer and the same work for all (D21).</summary>
public sealed class RemindUsername(
    StateChange stateChange,
    RecoveryTargets targets,
    RecoveryBudgets budgets,
    RecoveryMessages messages,
    AuditLog audit
)
{
    /// <summary>Sends it.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="address">In the form of an email address.</param>
    /// <param name="language">Of the message.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AskResult> To(
        HttpContext http,
        string address,
        string language,
        CancellationToken cancellationToken
    )
    {
        if (await budgets.TakeByName(http, address, cancellationToken) is { } at)
        {
            return new AskResult.Later(at);
        }

        var target = await targets.Of(address, cancellationToken);
        var leaves = await budgets.TakeByMailbox(target?.Address ?? address, cancellationToken);
        await stateChange.InOneTransaction(
            _ =>
            {
                messages.Username(target, address, leaves, language);
                audit.Append(RecoveryEvents.UsernameAsked, target?.AccountId);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return new AskResult.Asked();
    }
}
