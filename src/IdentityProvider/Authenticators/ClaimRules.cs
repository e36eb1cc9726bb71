namespace SecureAccess.Authenticators;

/// <summary>Which ways are open to a claimed phone (R14, R15, R21, D11).</summary>
public static class ClaimRules
{
    /// <summary>
    /// How it may be proven: by text in one session where a source found it in the person's name; once a letter was accepted, by text or
    /// call whatever it is, and by a call alone where it is a landline. Someone else's: not at all.
    /// </summary>
    /// <param name="phone">The claim.</param>
    /// <param name="letterAccepted">Whether the code of a letter was accepted a short time ago (D6).</param>
    public static IReadOnlyList<string> Methods(ClaimedPhone phone, bool letterAccepted)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return phone switch
        {
            { ProvenAt: not null } or { IsRefused: true } => [],
            { ReceivesTexts: false } when letterAccepted => [AuthenticatorMethod.Voice],
            _ when letterAccepted => [AuthenticatorMethod.Text, AuthenticatorMethod.Voice],
            { MayBeTexted: true } => [AuthenticatorMethod.Text],
            _ => [],
        };
    }
}
