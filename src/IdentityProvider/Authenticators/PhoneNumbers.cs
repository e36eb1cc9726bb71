using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace SecureAccess.Authenticators;

/// <summary>The settings under <c>Phones</c>.</summary>
public sealed class PhoneOptions
{
    /// <summary>D7: countries that texts and calls go to, ISO 3166-1 alpha-2, separated by commas; US by default.</summary>
    [RegularExpression(
        CountriesForm,
        ErrorMessage = "Phones:Countries must be country codes such as US,CA."
    )]
    public string Countries { get; init; } = "US";

    private const string CountriesForm = "^[A-Z]{2}(,[A-Z]{2})*$";

    /// <summary>Whether a text is a list of country codes.</summary>
    public static bool AreCountries(string? text) =>
        text is not null && Regex.IsMatch(text, CountriesForm);
}

/// <summary>Reads phone numbers, and knows which countries are served (D7).</summary>
public sealed class PhoneNumbers(IOptions<PhoneOptions> options)
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>The number in E.164 form, or null when it cannot be one. A number without a country is one of the first served country.</summary>
    public string? TryRead(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 40)
        {
            return null;
        }

        try
        {
            var number = Library.Parse(typed, Countries[0]);
            return Library.IsPossibleNumber(number)
                ? Library.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>The budget's country prefix (<c>+1</c>) when the number's country is served; null when it is not.</summary>
    /// <param name="number">E.164 form.</param>
    public string? PrefixIfServed(string number)
    {
        var parsed = Library.Parse(number, null);
        var regions = Library.GetRegionCodesForCountryCode(parsed.CountryCode);
        var region = Library.GetRegionCodeForNumber(parsed);
        var served = region is null ? regions.Any(Countries.Contains) : Countries.Contains(region);
        return served ? $"+{parsed.CountryCode}" : null;
    }

    private string[] Countries => options.Value.Countries.Split(',');
}
