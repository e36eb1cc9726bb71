using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Devices;

/// <summary>A device's request as Protocol hands it over.</summary>
/// <param name="DeviceHash">SHA-256 of the device code.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Scopes">What it asks for, separated by spaces.</param>
/// <param name="Resources">The APIs that it asks for (RFC 8707), separated by spaces; null: none.</param>
/// <param name="Needs">What it needs of the person.</param>
public sealed record NewDeviceRequest(
    byte[] DeviceHash,
    string ClientId,
    string Scopes,
    string? Resources,
    SignInNeeds Needs
);

/// <summary>What a device is told that asks whether its person has decided (RFC 8628 3.5).</summary>
public enum DeviceAnswer
{
    /// <summary>There is no such code, or it is another client's.</summary>
    Unknown,

    /// <summary>It is too late.</summary>
    Expired,

    /// <summary>It asks too often.</summary>
    TooOften,

    /// <summary>The person has not decided.</summary>
    Waiting,

    /// <summary>The person refused.</summary>
    Refused,

    /// <summary>The person agreed.</summary>
    Approved,
}

/// <summary>Keeps devices' requests while their person types the code, signs in and decides.</summary>
public sealed class DeviceRequests(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    TimeProvider clock
)
{
    /// <summary>How long both codes live.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Seconds between two of a device's questions (RFC 8628 3.2), and what each question asked too soon adds (3.5).</summary>
    public const int Interval = 5;

    /// <summary>Seconds that the time between questions does not grow beyond.</summary>
    private const int LongestInterval = 60;

    // Two questions sent in time may arrive a little closer to each other.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(500);

    /// <summary>Stores a request.</summary>
    /// <returns>The code to type, in the form in which codes are compared.</returns>
    public async Task<string> Store(NewDeviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        for (var tries = 0; tries < 10; tries++)
        {
            var code = UserCodeRules.New();
            var stored = new DeviceRequest
            {
                DeviceHash = request.DeviceHash,
                UserCode = FingerprintOf(code),
                ClientId = request.ClientId,
                Scopes = request.Scopes,
                Resources = request.Resources,
                ArrivedAt = request.Needs.ArrivedAt,
                ExpiresAt = clock.GetUtcNow() + Lifetime,
                NotOlderThan = request.Needs.NotOlderThan,
                AnyOfAcr =
                    request.Needs.AnyOfAcr.Count == 0
                        ? null
                        : string.Join(' ', request.Needs.AnyOfAcr),
                Interval = Interval,
            };
            // One in billions is another device's: then the next.
            if (await database.TryInsert(stored, cancellationToken))
            {
                return code;
            }
        }

        throw new UnreachableException("Ten codes in a row were all in use.");
    }

    /// <summary>The request whose code this is, if it lives and nobody has decided.</summary>
    /// <param name="code">In the form in which codes are compared.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<DeviceRequest?> WithCode(string code, CancellationToken cancellationToken)
    {
        var (fingerprint, now) = (FingerprintOf(code), clock.GetUtcNow());
        return database
            .Set<DeviceRequest>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                request =>
                    request.UserCode == fingerprint
                    && request.ExpiresAt > now
                    && request.Decision == DeviceDecision.None,
                cancellationToken
            );
    }

    /// <summary>The request of this device code, alive or not.</summary>
    public Task<DeviceRequest?> Find(byte[] deviceHash, CancellationToken cancellationToken) =>
        database
            .Set<DeviceRequest>()
            .AsNoTracking()
            .SingleOrDefaultAsync(request => request.DeviceHash == deviceHash, cancellationToken);

    /// <summary>What the device is told. A question asked too soon makes the time between questions longer.</summary>
    public async Task<DeviceAnswer> Ask(
        byte[] deviceHash,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var request = await Find(deviceHash, cancellationToken);
        if (request is null || !string.Equals(request.ClientId, clientId, StringComparison.Ordinal))
        {
            return DeviceAnswer.Unknown;
        }

        return request switch
        {
            _ when request.ExpiresAt <= now => DeviceAnswer.Expired,
            { Decision: DeviceDecision.Approved } => DeviceAnswer.Approved,
            { Decision: DeviceDecision.Refused } => DeviceAnswer.Refused,
            _ => await Wait(request, now, cancellationToken),
        };
    }

    /// <summary>Records a decision, once. Call it inside a <see cref="StateChange"/>.</summary>
    /// <returns>False when it is too late, or another decision came first.</returns>
    public async Task<bool> Decide(
        byte[] deviceHash,
        DeviceDecision decision,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return await database
                .Set<DeviceRequest>()
                .Where(request =>
                    request.DeviceHash == deviceHash
                    && request.ExpiresAt > now
                    && request.Decision == DeviceDecision.None
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(request => request.Decision, decision),
                    cancellationToken
                ) == 1;
    }

    /// <summary>Deletes what has been of no use for a day.</summary>
    internal Task DeleteOld(CancellationToken cancellationToken)
    {
        var dayAgo = clock.GetUtcNow().AddDays(-1);
        return database
            .Set<DeviceRequest>()
            .Where(request => request.ExpiresAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<DeviceAnswer> Wait(
        DeviceRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var before = now - TimeSpan.FromSeconds(request.Interval) + OnTheWay;
        var inTime = await Row(request)
            .Where(row => row.AskedAt == null || row.AskedAt <= before)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AskedAt, now), cancellationToken);
        if (inTime == 1)
        {
            return DeviceAnswer.Waiting;
        }

        var longer = Math.Min(request.Interval + Interval, LongestInterval);
        await Row(request)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AskedAt, now)
                        .SetProperty(row => row.Interval, longer),
                cancellationToken
            );
        return DeviceAnswer.TooOften;
    }

    private IQueryable<DeviceRequest> Row(DeviceRequest request) =>
        database.Set<DeviceRequest>().Where(row => row.DeviceHash == request.DeviceHash);

    private string FingerprintOf(string code) =>
        fingerprints.Of(FingerprintPurpose.DeviceUserCode, code);
}
