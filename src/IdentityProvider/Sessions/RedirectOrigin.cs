namespace SecureAccess.Sessions;

/// <summary>
/// Where the forms of this answer may lead besides this site: the redirect address of the client whose sign-in request is being served.
/// A feature of the request, set by whoever found the sign-in request; the security headers read it.
/// </summary>
/// <param name="Source">A CSP source: an origin such as <c>https://tool.example</c>, or a scheme such as <c>com.example.app:</c>.</param>
public sealed record RedirectOrigin(string Source)
{
    /// <summary>The CSP source that covers a redirect address; null when the address is not absolute.</summary>
    /// <remarks>A literal IPv6 address has no place in a CSP source, nor has an app's own scheme a host: both are covered by the scheme alone.</remarks>
    public static RedirectOrigin? Of(string? redirectAddress)
    {
        if (!Uri.TryCreate(redirectAddress, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var isWeb = uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;
        return isWeb && uri.HostNameType != UriHostNameType.IPv6
            ? new(uri.GetLeftPart(UriPartial.Authority))
            : new(uri.Scheme + ":");
    }
}
