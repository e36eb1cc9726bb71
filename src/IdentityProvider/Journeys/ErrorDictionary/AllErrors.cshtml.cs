using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Clients;

namespace SecureAccess.Journeys.ErrorDictionary;

/// <summary>The list of every error that a client's developer can meet.</summary>
public sealed class AllErrorsModel : PageModel
{
    /// <summary>The errors, by name.</summary>
    public IReadOnlyList<string> Errors { get; } =
    [.. ClientErrors.CausesOf.Keys.Order(StringComparer.Ordinal)];
}
