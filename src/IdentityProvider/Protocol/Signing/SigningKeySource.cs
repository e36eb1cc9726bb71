using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SecureAccess.Keys;

namespace SecureAccess.Protocol.Signing;

/// <summary>
/// Gives OpenIddict the keys of the database in the order of <see cref="SigningKeyRules"/>, and tells it when that has changed: because
/// another key is known, or because its time has come. Keys that are not certificates keep their order, and OpenIddict signs with
/// the first that suits.
/// </summary>
public sealed partial class SigningKeySource(
    IServiceScopeFactory scopes,
    KeyRing ring,
    SigningKeyMaterial material,
    TimeProvider clock,
    ILogger<SigningKeySource> log
)
    : IConfigureOptions<OpenIddictServerOptions>,
        IPostConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>,
        IDisposable
{
    private readonly Lock turning = new();
    private CancellationTokenSource changed = new();
    private KnownKeys known = KnownKeys.None;
    private IReadOnlyList<SigningCredentials> keys = [];
    private long nextChange = long.MaxValue;
    private long readings;
    private long lastTaken;

    /// <inheritdoc />
    public string Name => Options.DefaultName;

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    /// <inheritdoc />
    /// <exception cref="RootKeyException">At the start: a row cannot be read.</exception>
    public void Configure(OpenIddictServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (keys.Count == 0)
        {
            var stored = Stored(orRefuse: true);
            lock (turning)
            {
                Take(stored);
            }
        }

        options.SigningCredentials.AddRange(keys);
        // What OpenIddict encrypts for itself (pushed requests); our codes and tokens are handles or signed.
        options.EncryptionCredentials.Add(
            new EncryptingCredentials(
                new SymmetricSecurityKey(ring.Derive(KeyPurpose.ProtocolTokens)),
                SecurityAlgorithms.Aes256KW,
                SecurityAlgorithms.Aes256CbcHmacSha512
            )
        );
    }

    /// <inheritdoc />
    public void PostConfigure(string? name, OpenIddictServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // OpenIddict has sorted them meanwhile, and among many keys that sort does not keep the order of equal ones.
        options.SigningCredentials.Clear();
        options.SigningCredentials.AddRange(keys);
    }

    /// <summary>The key that signs now.</summary>
    /// <param name="algorithm">One of <see cref="SigningKeys.Algorithms"/>.</param>
    public SigningCredentials Current(string algorithm)
    {
        TurnIfDue();
        return keys.First(key => key.Algorithm == algorithm);
    }

    /// <summary>Changes over when the time of another key has come; costs one comparison when it has not.</summary>
    public void TurnIfDue()
    {
        if (clock.GetUtcNow().ToUnixTimeMilliseconds() >= Interlocked.Read(ref nextChange))
        {
            lock (turning)
            {
                Turn(known);
            }
        }
    }

    /// <summary>
    /// Reads the keys again; if they differ, every user of the options gets new ones. A key that cannot be read is logged and passed over: what
    /// is known of the others holds, and one whose row is gone is dropped.
    /// </summary>
    public void Reload()
    {
        // Outside the lock, on which requests wait: a database that is away is waited for here only.
        var reading = Interlocked.Increment(ref readings);
        var stored = Stored(orRefuse: false);
        lock (turning)
        {
            // Of two at once, the one that began to read last knows best.
            if (reading > lastTaken)
            {
                lastTaken = reading;
                Turn(stored);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => changed.Dispose();

    private void Turn(KnownKeys next)
    {
        var before = keys.Select(key => key.Kid).ToList();
        Take(next);
        if (!keys.Select(key => key.Kid).SequenceEqual(before))
        {
            Interlocked.Exchange(ref changed, new CancellationTokenSource()).Cancel();
        }
    }

    private void Take(KnownKeys next)
    {
        var now = clock.GetUtcNow();
        known = next;
        keys =
        [
            .. SigningKeyRules
                .Order(next.Times, SigningKeys.Algorithms, now)
                .Select(key => next.Credentials[key.KeyId]),
        ];
        Interlocked.Exchange(
            ref nextChange,
            SigningKeyRules.NextChange(next.Times, now)?.ToUnixTimeMilliseconds() ?? long.MaxValue
        );
    }

    private KnownKeys Stored(bool orRefuse)
    {
        using var scope = scopes.CreateScope();
        var before = known.Credentials;
        var times = new List<KeyTimes>();
        var credentials = new Dictionary<string, SigningCredentials>(StringComparer.Ordinal);
        foreach (var row in scope.ServiceProvider.GetRequiredService<SigningKeys>().Read())
        {
            try
            {
                credentials.Add(
                    row.KeyId,
                    before.TryGetValue(row.KeyId, out var read) ? read : material.Read(row)
                );
            }
#pragma warning disable CA1031 // Whatever is wrong with one row must not keep this node from the others.
            catch (Exception exception) when (!orRefuse)
#pragma warning restore CA1031
            {
                Unreadable(log, row.KeyId, exception);
                continue;
            }

            times.Add(
                new KeyTimes(row.KeyId, row.Algorithm, row.Sequence, row.SignsFrom, row.DropsAt)
            );
        }

        return new KnownKeys(times, credentials);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The signing key {KeyId} cannot be read and is passed over"
    )]
    private static partial void Unreadable(ILogger logger, string keyId, Exception exception);

    private sealed record KnownKeys(
        IReadOnlyList<KeyTimes> Times,
        IReadOnlyDictionary<string, SigningCredentials> Credentials
    )
    {
        public static readonly KnownKeys None = new(
            [],
            new Dictionary<string, SigningCredentials>()
        );
    }
}
