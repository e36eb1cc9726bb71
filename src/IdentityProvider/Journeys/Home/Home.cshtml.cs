using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SecureAccess.Journeys.Home;

/// <summary>The start page: what this is, and the way in.</summary>
public sealed class HomeModel : PageModel;
