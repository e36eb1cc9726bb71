using System.ComponentModel.DataAnnotations;

namespace SampleRelyingParty.SignIn;

/// <summary>Where the provider is: section <c>Provider</c> of the settings.</summary>
public sealed class ProviderSettings
{
    /// <summary>The issuer identifier exactly as discovery states it, with the slash.</summary>
    [Required, Url]
    public string Issuer { get; set; } = "http://localhost:5080/";

    /// <summary>Scheme, host and port of the issuer.</summary>
    public string Origin => new Uri(Issuer).GetLeftPart(UriPartial.Authority);
}
