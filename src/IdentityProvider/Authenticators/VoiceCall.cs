using SecureAccess.Delivery;

namespace SecureAccess.Authenticators;

/// <summary>R19: a security code by voice call to the activated phone, landlines included.</summary>
public sealed class VoiceCall(PhoneCodes phoneCodes) : IAuthenticator
{
    /// <inheritdoc />
    public string Method => AuthenticatorMethod.Voice;

    /// <inheritdoc />
    public string Factor => PhoneCodes.Factor;

    /// <inheritdoc />
    public bool Sends => true;

    /// <inheritdoc />
    public Task<AuthenticatorOption?> Find(Guid accountId, CancellationToken cancellationToken) =>
        phoneCodes.Find(Method, accountId, _ => true, cancellationToken);

    /// <inheritdoc />
    public Task<SendPermission> MaySend(
        Guid accountId,
        string source,
        CancellationToken cancellationToken
    ) => phoneCodes.MaySend(accountId, source, cancellationToken);

    /// <inheritdoc />
    public Task Send(Challenge challenge, string language, CancellationToken cancellationToken) =>
        phoneCodes.Send(challenge, Channel.Voice, language, cancellationToken);

    /// <inheritdoc />
    public Task<FactorEntry> Verify(
        Challenge challenge,
        string entry,
        CancellationToken cancellationToken
    ) => phoneCodes.Verify(challenge, entry, cancellationToken);
}
