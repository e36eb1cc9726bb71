using SecureAccess.Keys;

namespace SecureAccess.Journeys.Shared;

/// <summary>The secret of an authenticator app as it is shown, to be scanned or typed.</summary>
/// <param name="secret">Base32.</param>
/// <param name="username">What the app calls the account; null: only by our name.</param>
public sealed class ShownApp(SecretText secret, string? username)
{
    /// <summary>The secret in groups of four, for typing.</summary>
    public string Key =>
        string.Join(' ', secret.Reveal().Chunk(4).Select(group => new string(group)));

    /// <summary>The picture to scan, as SVG of our own making.</summary>
    public string Picture => AppPicture.Of(secret.Reveal(), username);
}
