using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Keys;

namespace SecureAccess.Sessions.Registering;

/// <summary>The confirmation code by email (R16): issued and sent, or checked, each in the caller's transaction.</summary>
public sealed class ConfirmationCodes(
    OneTimeCodes codes,
    AccountHolders holders,
    PersonalData personalData,
    Fingerprints fingerprints,
    MessageTexts texts,
    Outbox outbox,
    AuditLog audit,
    IConfiguration configuration
)
{
    /// <summary>The keyed fingerprint of an address in its normal form.</summary>
    public string FingerprintOf(string address) =>
        fingerprints.Of(FingerprintPurpose.Email, EmailAddress.Normalize(address));

    /// <summary>The address that a registration claims.</summary>
    public Task<string> AddressOf(Registration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return personalData.Reveal(
            registration.Id,
            AccountFields.Email,
            registration.Email!,
            cancellationToken
        );
    }

    /// <summary>What was sent of the registration's code so far.</summary>
    public static SentCodes SentOf(Registration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return new SentCodes(
            CodeKind.Confirmation,
            registration.EmailFingerprint,
            registration.Sends,
            registration.LastSentAt,
            registration.ConfirmedAt
        );
    }

    /// <summary>
    /// Issues a code and hands it to the outbox. To an address that has an account goes the word that it has one instead, with no code
    /// (D21): the work is the same, and the code that was issued is known to nobody.
    /// </summary>
    public async Task Send(
        Guid registrationId,
        string address,
        string language,
        CancellationToken cancellationToken
    )
    {
        var holder = await holders.OfEmail(address, cancellationToken);
        var issued = await codes.Issue(PurposeOf(registrationId, address), cancellationToken);
        outbox.Add(
            holder is null
                ? texts.ConfirmationCode(
                    address,
                    language,
                    CodeKind.Confirmation.Form.Show(issued.Code),
                    (int)CodeKind.Confirmation.Lifetime.TotalMinutes,
                    issued.ExpiresAt
                )
                : texts.AlreadyRegistered(
                    address,
                    language,
                    new Uri(new Uri(configuration["Issuer"]!), "sign-in"),
                    issued.ExpiresAt
                )
        );
        audit.Append(RegistrationEvents.CodeSent, registrationId);
    }

    /// <summary>Checks an entry. Whatever is entered for an address that has an account is wrong.</summary>
    public async Task<CodeEntry> Verify(
        Guid registrationId,
        string address,
        string entry,
        CancellationToken cancellationToken
    )
    {
        var holder = await holders.OfEmail(address, cancellationToken);
        var result = await codes.Verify(
            PurposeOf(registrationId, address),
            entry,
            cancellationToken
        );
        return holder is not null && result is CodeEntry.Accepted ? CodeEntry.Wrong : result;
    }

    private CodePurpose PurposeOf(Guid registrationId, string address) =>
        new(CodeKind.Confirmation, registrationId, FingerprintOf(address), Guid.Empty);
}
