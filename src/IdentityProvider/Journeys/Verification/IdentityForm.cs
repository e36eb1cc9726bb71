using Microsoft.AspNetCore.Mvc;
using SecureAccess.Proofing;

namespace SecureAccess.Journeys.Verification;

/// <summary>The fields of who one is, as typed. Personal: nothing of it is printed.</summary>
public sealed class IdentityForm
{
    /// <summary>Given name.</summary>
    [FromForm(Name = "givenName")]
    public string? GivenName { get; set; }

    /// <summary>Family name.</summary>
    [FromForm(Name = "familyName")]
    public string? FamilyName { get; set; }

    /// <summary>Month of birth, 1 to 12.</summary>
    [FromForm(Name = "birthMonth")]
    public string? BirthMonth { get; set; }

    /// <summary>Day of birth.</summary>
    [FromForm(Name = "birthDay")]
    public string? BirthDay { get; set; }

    /// <summary>Year of birth.</summary>
    [FromForm(Name = "birthYear")]
    public string? BirthYear { get; set; }

    /// <summary>SSN or ITIN, dashes allowed. Empty keeps the one that was entered before.</summary>
    [FromForm(Name = "taxpayerNumber")]
    public string? TaxpayerNumber { get; set; }

    /// <summary>Filing status of the last-filed return.</summary>
    [FromForm(Name = "filingStatus")]
    public string? FilingStatus { get; set; }

    /// <summary>Street and number of the address on that return.</summary>
    [FromForm(Name = "street")]
    public string? Street { get; set; }

    /// <summary>City.</summary>
    [FromForm(Name = "city")]
    public string? City { get; set; }

    /// <summary>State or region.</summary>
    [FromForm(Name = "state")]
    public string? State { get; set; }

    /// <summary>Postal code.</summary>
    [FromForm(Name = "postalCode")]
    public string? PostalCode { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code.</summary>
    [FromForm(Name = "country")]
    public string? Country { get; set; }

    /// <summary>What was saved, as the form shows it: all but the taxpayer number, which a password alone must not show again.</summary>
    public static IdentityForm Of(IdentityAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return new IdentityForm
        {
            GivenName = answers.GivenName,
            FamilyName = answers.FamilyName,
            BirthMonth = answers.BirthDate.Month.ToString(invariant),
            BirthDay = answers.BirthDate.Day.ToString(invariant),
            BirthYear = answers.BirthDate.Year.ToString(invariant),
            FilingStatus = answers.FilingStatus,
            Street = answers.Address.Street,
            City = answers.Address.City,
            State = answers.Address.State,
            PostalCode = answers.Address.PostalCode,
            Country = answers.Address.Country,
        };
    }

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[identity form]";
}
