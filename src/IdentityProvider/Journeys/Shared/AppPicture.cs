using OtpNet;
using QRCoder;

namespace SecureAccess.Journeys.Shared;

/// <summary>The picture that an authenticator app scans: the secret in the form that every app reads.</summary>
internal static class AppPicture
{
    private const string Issuer = "Secure Access";
    private const int PixelsPerModule = 4;

    /// <summary>The picture as an SVG element.</summary>
    /// <param name="secret">Base32.</param>
    /// <param name="username">What the app calls the account; null: only by our name.</param>
    public static string Of(string secret, string? username)
    {
        var address = new OtpUri(OtpType.Totp, secret, username ?? Issuer, Issuer).ToString();
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(
            PixelsPerModule,
            "#000000",
            "#ffffff",
            drawQuietZones: true,
            SvgQRCode.SizingMode.ViewBoxAttribute
        );
    }
}
