using SecureAccess.Conformance.Browsing;
using SecureAccess.Conformance.RelyingParty;

namespace SecureAccess.Conformance.Running;

/// <summary>A visit to the end-session endpoint after a login, as a relying party leads the browser there (RP-Initiated Logout 1.0, 2).</summary>
/// <param name="Login">The login before it.</param>
/// <param name="State">What it sent as state, whether or not the request kept it.</param>
/// <param name="Page">Where the browser ended.</param>
/// <param name="Visits">What came to the relying party from the browser.</param>
public sealed record Logout(
    Login Login,
    string State,
    BrowserPage Page,
    IReadOnlyList<Visit> Visits
)
{
    private const string Hint = "id_token_hint";

    /// <summary>Signs in and out again; where a page asks, the person says yes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="browser">The browser.</param>
    /// <param name="parameters">Makes the parameters that are sent from those of a complete request.</param>
    public static async Task<Logout> Of(
        ModuleRun run,
        PlainBrowser browser,
        Func<
            IReadOnlyDictionary<string, string>,
            IEnumerable<KeyValuePair<string, string>>
        > parameters
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(parameters);
        var login = await run.Login(run.Request(), browser);
        // Long, so that a state which is cut is seen.
        var state = ModuleRun.Random(96);
        var complete = new Dictionary<string, string>
        {
            [Hint] = login.IdToken.Raw,
            ["post_logout_redirect_uri"] = run.Target.RelyingParty.PostLogout.AbsoluteUri,
            ["state"] = state,
        };
        var address = Address.With(
            await run.Endpoint("end_session_endpoint"),
            parameters(complete)
        );
        run.Target.RelyingParty.Forget();
        await browser.Get(address);
        if (!browser.IsAt(run.Target.RelyingParty.Address))
        {
            await run.Target.SignIn.ConfirmSignOut(browser);
        }

        return new Logout(login, state, browser.Page, run.Target.RelyingParty.BrowserVisits);
    }

    /// <summary>Fails unless the browser came back, with this state or with none.</summary>
    public void CameBack(ModuleRun run, string? state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ConformanceFailure.Unless(
            Visits is [{ } only] && only.Path == run.Target.RelyingParty.PostLogout.AbsolutePath,
            $"The browser did not come to the post_logout_redirect_uri, but to {Page}."
        );
        ConformanceFailure.Unless(
            Visits[0]["state"] == state,
            state is null
                ? "A state came back that was not sent."
                : "The state that came back is not the one that was sent."
        );
        run.WarnUnless(
            Visits[0].Names.All(name => name == "state"),
            "More than the state came to the post_logout_redirect_uri."
        );
    }

    /// <summary>Fails when the browser was sent to the relying party, or no page is shown.</summary>
    public void StayedOnAPage()
    {
        ConformanceFailure.Unless(Visits.Count == 0, "The browser was sent to the relying party.");
        ConformanceFailure.Unless(Page.IsPage, $"There is no page, but {Page}.");
    }
}
