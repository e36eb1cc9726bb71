using SecureAccess.Clients;
using SecureAccess.Sessions.Devices;

namespace SecureAccess.Protocol.Devices;

/// <summary>Whether a person agreed to what a device asks for: the scopes and APIs that the consent page names.</summary>
public sealed class DeviceConsents(Consents consents, RegisteredResources resources)
{
    /// <summary>
    /// This server, which may stand among the resources, is not asked about; nor an API that was switched off meanwhile, for which there will be
    /// no token.
    /// </summary>
    public async Task<bool> Cover(
        DeviceRequest device,
        Guid accountId,
        Guid clientId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(device);
        var apis = await resources.Of(device.ResourceList, cancellationToken);
        return await consents.Cover(
            accountId,
            clientId,
            device
                .Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Concat(apis.Select(api => api.ResourceIdentifier!)),
            cancellationToken
        );
    }
}
