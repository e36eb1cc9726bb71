namespace SecureAccess.Clients;

/// <summary>What a registration may say about being told of a session's end (OpenID Connect Back-Channel Logout 1.0, 2.2).</summary>
internal static class LogoutRules
{
    /// <summary>The address that is told, if there is one.</summary>
    public static string? BackchannelUri(RegistrationReader reader)
    {
        var uri = RedirectUriRules.Page(reader, "backchannel_logout_uri");
        // Every logout token names the session, so whoever requires that gets it.
        return reader.Flag("backchannel_logout_session_required", whenAbsent: false) && uri is null
            ? throw new RegistrationException(
                "backchannel_logout_session_required",
                "is true without a backchannel_logout_uri."
            )
            : uri;
    }
}
