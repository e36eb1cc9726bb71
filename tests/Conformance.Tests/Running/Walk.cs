using SecureAccess.Conformance.Browsing;
using SecureAccess.Conformance.RelyingParty;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Running;

/// <summary>How a request went: what the person was asked, where the browser ended, and what came to the relying party meanwhile.</summary>
public sealed record Walk(IReadOnlyList<Asked> Asked, BrowserPage Page, IReadOnlyList<Visit> Visits)
{
    private const int MostPages = 15;

    /// <summary>Whether the person had to authenticate, in whatever way.</summary>
    public bool HadToSignIn =>
        Asked.Any(asked => asked is Targets.Asked.Login or Targets.Asked.SecondFactor);

    /// <summary>Goes through pages until the relying party is reached, or a page that leads nowhere.</summary>
    /// <param name="target">The provider.</param>
    /// <param name="browser">Whose person answers the pages.</param>
    /// <param name="begin">Requests the first page.</param>
    public static async Task<Walk> Through(
        ConformanceTarget target,
        PlainBrowser browser,
        Func<PlainBrowser, Task<BrowserPage>> begin
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(begin);
        target.RelyingParty.Forget();
        await begin(browser);
        List<Asked> asked = [];
        while (!browser.IsAt(target.RelyingParty.Address) && asked.Count < MostPages)
        {
            var wanted = target.SignIn.Wants(browser.Page);
            if (wanted == Targets.Asked.Nothing)
            {
                break;
            }

            asked.Add(wanted);
            await target.SignIn.GoOn(browser, target.PersonAt(browser));
        }

        return new Walk(asked, browser.Page, target.RelyingParty.BrowserVisits);
    }
}
