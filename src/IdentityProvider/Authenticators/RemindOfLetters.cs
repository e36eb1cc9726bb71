using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>Reminds people of their letters (<see cref="LetterRules.RemindedBefore"/>).</summary>
public sealed class RemindOfLetters(IServiceScopeFactory scopes, ILogger<RemindOfLetters> log)
    : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "remind-of-letters";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task Run(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<LetterReminders>().Send(cancellationToken);
}
