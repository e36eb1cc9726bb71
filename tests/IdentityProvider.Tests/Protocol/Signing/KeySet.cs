using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Protocol.Signing;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Protocol.Signing;

/// <summary>The published keys of a host, as a client keeps them.</summary>
internal sealed class KeySet(string json)
{
    /// <summary>The ids in the order of the list.</summary>
    public IReadOnlyList<string> Ids { get; } =
    [
        .. JsonDocument
            .Parse(json)
            .RootElement.GetProperty("keys")
            .EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()!),
    ];

    public static async Task<KeySet> Of(SecureAccessHost host)
    {
        using var http = host.NewHttpClient();
        return new KeySet(
            await http.GetStringAsync(new Uri("/.well-known/jwks", UriKind.Relative))
        );
    }

    /// <summary>Whether this set verifies a token's signature.</summary>
    public async Task<bool> Verifies(string token) =>
        (
            await new JsonWebTokenHandler().ValidateTokenAsync(
                token,
                new TokenValidationParameters
                {
                    IssuerSigningKeys = JsonWebKeySet.Create(json).GetSigningKeys(),
                    TryAllIssuerSigningKeys = false,
                    ValidateAudience = false,
                    ValidateIssuer = false,
                    ValidateLifetime = false,
                }
            )
        ).IsValid;

    /// <summary>What the job does on a node.</summary>
    public static Task KeepUp(SecureAccessHost host) =>
        host.Do(async services =>
        {
            await services.GetRequiredService<SigningKeys>().KeepUp(CancellationToken.None);
            services.GetRequiredService<SigningKeySource>().Reload();
        });

    /// <summary>What a node does each minute.</summary>
    public static void Reload(SecureAccessHost host) =>
        host.Services.GetRequiredService<SigningKeySource>().Reload();
}
