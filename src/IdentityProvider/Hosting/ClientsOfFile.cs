using SecureAccess.Clients;

namespace SecureAccess.Hosting;

/// <summary>Applies a file of clients for the command line and for the start.</summary>
internal static class ClientsOfFile
{
    /// <summary>Applies the file, all of it or nothing.</summary>
    /// <exception cref="StartRefusedException">The file does not hold: names the file and the position.</exception>
    public static async Task<ClientsApplyResult.Applied> Apply(
        IServiceProvider services,
        string file,
        bool dryRun,
        CancellationToken cancellationToken
    ) =>
        await services
            .GetRequiredService<ClientsFile>()
            .Apply(file, dryRun, cancellationToken) switch
        {
            ClientsApplyResult.Applied applied => applied,
            ClientsApplyResult.Refused refused => throw new StartRefusedException(refused.Error),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
}
