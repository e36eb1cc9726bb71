using Microsoft.AspNetCore.Mvc.Rendering;

namespace SecureAccess.Journeys.Shared;

/// <summary>Finds what is wrong with one field of the page that is being shown.</summary>
internal static class FieldError
{
    /// <summary>The field's first error in the person's language, or null when nothing is wrong with it.</summary>
    public static string? Of(ViewContext page, string name) =>
        page.ViewData.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0
            ? entry.Errors[0].ErrorMessage
            : null;
}
