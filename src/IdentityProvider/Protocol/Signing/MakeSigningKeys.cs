using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SecureAccess.Audit;

namespace SecureAccess.Protocol.Signing;

/// <summary>Sees to it that there are keys before the first request, and that a wrong protocol setting stops the start, not a request.</summary>
internal sealed class MakeSigningKeys(
    IServiceScopeFactory scopes,
    IOptionsMonitor<OpenIddictServerOptions> options
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("make-signing-keys");
        await scope
            .ServiceProvider.GetRequiredService<SigningKeys>()
            .MakeMissing(cancellationToken);
        // OpenIddict checks its options when they are first asked for.
        _ = options.CurrentValue;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
