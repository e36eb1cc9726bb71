using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Home;

/// <summary>The start page: what this is, the way in, and for who is signed in, who that is and the way out.</summary>
public sealed class HomeModel(CurrentSession current) : PageModel
{
    /// <summary>The session with both factors; null for everyone else.</summary>
    public SignedIn? SignedIn { get; private set; }

    /// <summary>Finds out who is signed in.</summary>
    public async Task OnGet(CancellationToken cancellationToken)
    {
        var signedIn = await current.Load(HttpContext, cancellationToken);
        SignedIn = signedIn?.Session.SecondFactorAt is null ? null : signedIn;
    }
}
