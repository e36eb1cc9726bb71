namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Redeems authorization codes. The redirect address and the verifier are compared after, so that a wrong one spends the code
/// (performance.md, decision 1).
/// </summary>
public sealed class AuthorizationCodes(Redemptions redemptions, TokenQueries queries)
{
    /// <summary>How long a code may be redeemed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <inheritdoc cref="Redemptions.Redeem" />
    /// <param name="presented">The code as it was presented.</param>
    /// <param name="clientId">Who presented it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AuthorizationCode?> Redeem(
        string presented,
        string clientId,
        CancellationToken cancellationToken
    ) =>
        presented.Length == Handle.Length
            ? await redemptions.Redeem(
                queries.Codes,
                Handle.Of(presented).Hash,
                clientId,
                "code-reused",
                cancellationToken
            )
            : null;
}
