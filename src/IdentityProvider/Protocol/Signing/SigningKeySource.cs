using System.Collections.Concurrent;
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
public sealed class SigningKeySource(
    IServiceScopeFactory scopes,
    KeyRing ring,
    SigningKeyMaterial material,
    TimeProvider clock
)
    : IConfigureOptions<OpenIddictServerOptions>,
        IPostConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>,
        IDisposable
{
    private readonly Lock turning = new();
    private readonly ConcurrentDictionary<string, SigningCredentials> read = new();
    private CancellationTokenSource changed = new();
    private IReadOnlyList<KeyTimes> times = [];
    private IReadOnlyList<SigningCredentials> keys = [];
    private long nextChange = long.MaxValue;

    /// <inheritdoc />
    public string Name => Options.DefaultName;

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    /// <inheritdoc />
    public void Configure(OpenIddictServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (keys.Count == 0)
        {
            Take(Stored());
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
            Turn(() => times);
        }
    }

    /// <summary>Reads the keys again; if they differ, every user of the options gets new ones.</summary>
    public void Reload() => Turn(Stored);

    /// <inheritdoc />
    public void Dispose() => changed.Dispose();

    private void Turn(Func<IReadOnlyList<KeyTimes>> known)
    {
        lock (turning)
        {
            var before = keys.Select(key => key.Kid).ToList();
            Take(known());
            if (!keys.Select(key => key.Kid).SequenceEqual(before))
            {
                Interlocked.Exchange(ref changed, new CancellationTokenSource()).Cancel();
            }
        }
    }

    private void Take(IReadOnlyList<KeyTimes> known)
    {
        var now = clock.GetUtcNow();
        times = known;
        keys =
        [
            .. SigningKeyRules
                .Order(known, SigningKeys.Algorithms, now)
                .Select(key => read[key.KeyId]),
        ];
        Interlocked.Exchange(
            ref nextChange,
            SigningKeyRules.NextChange(known, now)?.ToUnixTimeMilliseconds() ?? long.MaxValue
        );
    }

    private IReadOnlyList<KeyTimes> Stored()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<SigningKeys>().Read();
        foreach (var row in rows)
        {
            read.GetOrAdd(row.KeyId, _ => material.Read(row));
        }

        return
        [
            .. rows.Select(row => new KeyTimes(
                row.KeyId,
                row.Algorithm,
                row.Sequence,
                row.SignsFrom,
                row.DropsAt
            )),
        ];
    }
}
