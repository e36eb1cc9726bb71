using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>Where letters to a person go, and whose they are.</summary>
/// <param name="To">The person at the address of record.</param>
/// <param name="Address">The address.</param>
/// <param name="TaxpayerNumber">The keyed fingerprint of the taxpayer number, for the budget of letters (D6).</param>
public sealed record MailTarget(LetterRecipient To, PostalAddress Address, string TaxpayerNumber)
{
    /// <summary>City, state and postal code: what may be shown to a session that has a password alone.</summary>
    public string ShortAddress =>
        $"{Address.City}, {Address.State} {AddressOfRecord.PostalCodeOf(Address)}";

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[mail target]";
}

/// <summary>
/// The address of record (R18): the one that the source of tax records confirmed. Where answers were just checked it is in these, else in
/// the identity of the verified account; an address that was only typed is never one.
/// </summary>
public sealed class AddressOfRecord(
    SecureAccessDbContext database,
    ProofingDrafts drafts,
    AccountProfile profiles,
    Fingerprints fingerprints
)
{
    /// <summary>The target of letters to the account's person; null where no source confirmed one.</summary>
    public async Task<MailTarget?> Of(Guid accountId, CancellationToken cancellationToken)
    {
        var profile = await profiles.Read(accountId, cancellationToken);
        // What a source confirmed last: who lost a phone may have moved since the account was made.
        if (
            profile is not null
            && await drafts.ProofedAnswers(accountId, cancellationToken) is { } answers
        )
        {
            return new MailTarget(
                Write(profile, answers.GivenName, answers.FamilyName, answers.Address),
                answers.Address,
                fingerprints.Of(FingerprintPurpose.TaxpayerNumber, answers.TaxpayerNumber)
            );
        }

        if (profile is { Person: { } person })
        {
            var fingerprint = await database
                .Set<VerifiedIdentity>()
                .Where(identity => identity.AccountId == accountId)
                .Select(identity => identity.TaxpayerNumberFingerprint)
                .SingleAsync(cancellationToken);
            return new MailTarget(
                Write(profile, person.GivenName, person.FamilyName, person.Address),
                person.Address,
                fingerprint
            );
        }

        return null;
    }

    /// <summary>The person of answers that a source confirmed.</summary>
    public async Task<LetterRecipient> RecipientOf(
        Guid accountId,
        IdentityAnswers answers,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(answers);
        var profile = (await profiles.Read(accountId, cancellationToken))!;
        return Write(profile, answers.GivenName, answers.FamilyName, answers.Address);
    }

    /// <summary>
    /// Of a ZIP code the five digits that a source compares: the four behind them lead to a part of the place, and were only typed.
    /// </summary>
    internal static string PostalCodeOf(PostalAddress address) =>
        address is { Country: "US", PostalCode.Length: > 5 }
            ? address.PostalCode[..5]
            : address.PostalCode;

    private static LetterRecipient Write(
        Profile profile,
        string givenName,
        string familyName,
        PostalAddress address
    ) =>
        new(
            profile.Username ?? profile.Email ?? "",
            $"{givenName} {familyName}",
            address.Country == "US"
                ? [address.Street, $"{address.City}, {address.State} {PostalCodeOf(address)}"]
                :
                [
                    address.Street,
                    $"{address.City} {address.State} {address.PostalCode}",
                    address.Country,
                ]
        );
}
