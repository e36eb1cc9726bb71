using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SecureAccess.Journeys.SignOut;

/// <summary>Says that this browser is signed out.</summary>
public sealed class SignedOutModel : PageModel;
