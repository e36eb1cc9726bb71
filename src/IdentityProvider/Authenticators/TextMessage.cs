using SecureAccess.Delivery;

namespace SecureAccess.Authenticators;

/// <summary>R19: a security code by text message to the activated phone.</summary>
public sealed class TextMessage(PhoneCodes phoneCodes) : IAuthenticator
{
    /// <inheritdoc />
    public string Method => AuthenticatorMethod.Text;

    /// <inheritdoc />
    public string Factor => PhoneCodes.Factor;

    /// <inheritdoc />
    public bool Sends => true;

    /// <inheritdoc />
    public Task<AuthenticatorOption?> Find(Guid accountId, CancellationToken cancellationToken) =>
        phoneCodes.Find(Method, accountId, phone => phone.ReceivesTexts, cancellationToken);

    /// <inheritdoc />
    public Task<SendPermission> MaySend(
        Guid accountId,
        string source,
        CancellationToken cancellationToken
    ) => phoneCodes.MaySend(accountId, source, cancellationToken);

    /// <inheritdoc />
    public Task Send(Challenge challenge, string language, CancellationToken cancellationToken) =>
        phoneCodes.Send(challenge, Channel.Text, language, cancellationToken);

    /// <inheritdoc />
    public Task<FactorEntry> Verify(
        Challenge challenge,
        string entry,
        CancellationToken cancellationToken
    ) => phoneCodes.Verify(challenge, entry, cancellationToken);
}
