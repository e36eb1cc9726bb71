using SecureAccess.Accounts;

namespace SecureAccess.Proofing;

/// <summary>What a person says of themselves, to be compared with the last-filed return (R12).</summary>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="TaxpayerNumber">SSN or ITIN, nine digits, as <see cref="TaxpayerNumberRules.TryRead"/> gives it.</param>
/// <param name="FilingStatus">One of <see cref="Proofing.FilingStatus.All"/>.</param>
/// <param name="Address">Address on the return.</param>
public sealed record IdentityAnswers(
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    string TaxpayerNumber,
    string FilingStatus,
    PostalAddress Address
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[identity answers]";
}
