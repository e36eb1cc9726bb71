using SecureAccess.Codes;
using SecureAccess.Delivery;

namespace SecureAccess.Authenticators;

/// <summary>The activation code by text or voice call (R17): issued and sent, or checked, for one claimed phone; each in the caller's transaction.</summary>
public sealed class ActivationCodes(OneTimeCodes codes, MessageTexts texts, Outbox outbox)
{
    /// <summary>Issues a code and hands it to the outbox; the one before is void.</summary>
    public async Task Send(
        ClaimedPhone phone,
        string number,
        string method,
        string language,
        CancellationToken cancellationToken
    )
    {
        var issued = await codes.Issue(PurposeOf(phone), cancellationToken);
        outbox.Add(
            texts.ActivationCode(
                method == AuthenticatorMethod.Voice ? Channel.Voice : Channel.Text,
                number,
                language,
                CodeKind.Activation.Form.Show(issued.Code),
                (int)CodeKind.Activation.Lifetime.TotalMinutes,
                issued.ExpiresAt
            )
        );
    }

    /// <summary>Checks an entry.</summary>
    public Task<CodeEntry> Verify(
        ClaimedPhone phone,
        string entry,
        CancellationToken cancellationToken
    ) => codes.Verify(PurposeOf(phone), entry, cancellationToken);

    // Any session of the account may enter it: who lost the browser goes on in another. Another number's code opens nothing.
    private static CodePurpose PurposeOf(ClaimedPhone phone)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return new(CodeKind.Activation, phone.AccountId, phone.Id.ToString("N"), Guid.Empty);
    }
}
