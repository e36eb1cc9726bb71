using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SecureAccess.Keys;

namespace SecureAccess.Protocol.Signing;

/// <summary>
/// Gives OpenIddict the keys of the database, and tells it when they have changed. Keys that are not certificates keep their
/// order, and OpenIddict signs with the first that suits.
/// </summary>
public sealed class SigningKeySource(IServiceScopeFactory scopes, KeyRing ring)
    : IConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>,
        IDisposable
{
    private CancellationTokenSource changed = new();
    private IReadOnlyList<SigningCredentials> keys = [];

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
            keys = Read();
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

    /// <summary>Reads the keys again; if they differ, every user of the options gets new ones.</summary>
    public void Reload()
    {
        var now = Read();
        if (!now.Select(key => key.Kid).SequenceEqual(keys.Select(key => key.Kid)))
        {
            keys = now;
            Interlocked.Exchange(ref changed, new CancellationTokenSource()).Cancel();
        }
    }

    /// <inheritdoc />
    public void Dispose() => changed.Dispose();

    private IReadOnlyList<SigningCredentials> Read()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<SigningKeys>().Read();
    }
}
