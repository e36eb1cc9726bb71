using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SampleRelyingParty.SignIn;

namespace SampleRelyingParty.Pages;

/// <summary>The list of tools. It asks nobody, so it answers whether or not the provider is up.</summary>
public sealed class IndexModel(IOptions<ProviderSettings> settings) : PageModel
{
    /// <summary>The provider's address.</summary>
    public string Provider => settings.Value.Issuer;
}
