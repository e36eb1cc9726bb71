using SecureAccess.Audit;

namespace SecureAccess.Clients;

/// <summary>The file of clients that was to be applied as the server starts does not hold: one line says why, and the server does not start.</summary>
#pragma warning disable CA1032 // Always with its line.
public sealed class ClientsFileException(string line) : Exception(line);
#pragma warning restore CA1032

/// <summary>Applies the file named by <c>Clients:File</c> before any job or request, in Development only.</summary>
internal sealed class ApplyClientsAtStart(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    IHostEnvironment environment
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (
            !environment.IsDevelopment()
            || configuration["Clients:File"] is not { Length: > 0 } path
        )
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("clients-at-start");
        var result = await scope
            .ServiceProvider.GetRequiredService<ClientsFile>()
            .Apply(path, dryRun: false, cancellationToken);
        if (result is ClientsApplyResult.Refused { Error: var line })
        {
            throw new ClientsFileException(line);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
