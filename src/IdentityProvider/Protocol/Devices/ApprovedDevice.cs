using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Protocol.Tokens;

namespace SecureAccess.Protocol.Devices;

/// <summary>
/// What a person gave to a device that waits (RFC 8628): a row beside the device's request, under the same hash, redeemed once by the
/// device code.
/// </summary>
public sealed class ApprovedDevice : RedeemableFacts;

internal sealed class ApprovedDeviceMapping : IEntityTypeConfiguration<ApprovedDevice>
{
    public void Configure(EntityTypeBuilder<ApprovedDevice> builder)
    {
        builder.ToTable("ApprovedDevices");
        TokenFactsMapping.Configure(builder);
    }
}
