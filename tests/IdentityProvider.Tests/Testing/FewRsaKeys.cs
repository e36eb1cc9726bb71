using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Keys;
using SecureAccess.Protocol.Signing;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// Signing keys whose RSA part is one of a few that this process made, in turn: each host makes one as it starts, and that would be
/// an eighth of the time of all tests. Every row, id and event is the product's.
/// </summary>
internal sealed class FewRsaKeys(Encryption encryption, TimeProvider clock)
    : SigningKeyMaterial(encryption, clock)
{
    private static readonly Lazy<byte[]>[] Made =
    [
        .. Enumerable
            .Range(0, 16)
            .Select(_ => new Lazy<byte[]>(() =>
            {
                using var key = RSA.Create(2048);
                return key.ExportPkcs8PrivateKey();
            })),
    ];

    private static int next = -1;

    protected override byte[] NewPrivateKey(string algorithm) =>
        algorithm == SecurityAlgorithms.RsaSha256
            ? [.. Made[(uint)Interlocked.Increment(ref next) % Made.Length].Value]
            : base.NewPrivateKey(algorithm);
}
