using System.Globalization;
using SecureAccess.Conformance.Browsing;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Modules;

/// <summary>Modules of the Basic OP plan about when a person is asked to sign in.</summary>
public static class SignInModules
{
    /// <summary>oidcc-prompt-login: the person signs in again, and it is told so.</summary>
    public static async Task<Verdict> PromptLogin(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await run.Login(run.Request());
        await run.Target.Clock.Pass(TimeSpan.FromSeconds(1));
        var second = await run.Login(run.Request().With("prompt", "login"));
        ConformanceFailure.Unless(
            second.Walk.Asked.Contains(Asked.Login),
            "prompt=login did not show the page to sign in."
        );
        LaterThan(first, second);
        return run.End;
    }

    /// <summary>oidcc-prompt-none-not-logged-in: an error, and no page.</summary>
    public static async Task<Verdict> PromptNoneNotLoggedIn(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await NobodyIsSignedIn(run, run.Target.FreshBrowser());
        return run.End;
    }

    /// <summary>oidcc-prompt-none-logged-in: the same person and authentication, without a page.</summary>
    public static async Task<Verdict> PromptNoneLoggedIn(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await run.Login(run.Request());
        Same(first, await run.Login(run.Request().With("prompt", "none")));
        return run.End;
    }

    /// <summary>oidcc-id-token-hint: the hint is understood.</summary>
    public static async Task<Verdict> IdTokenHint(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await run.Login(run.Request());
        var second = await run.Login(
            run.Request().With("prompt", "none").With("id_token_hint", first.IdToken.Raw)
        );
        Same(first, second);
        return run.End;
    }

    /// <summary>oidcc-max-age-1: whoever signed in longer ago signs in again.</summary>
    public static async Task<Verdict> MaxAge1(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await run.Login(run.Request());
        await run.Target.Clock.Pass(TimeSpan.FromSeconds(2));
        var second = await run.Login(run.Request().With("max_age", "1"));
        ConformanceFailure.Unless(
            second.Walk.HadToSignIn,
            "An authentication of two seconds ago satisfied max_age=1."
        );
        ConformanceFailure.Unless(
            second.IdToken.AuthTime is { } time
                && (await run.Target.Clock.Now()).ToUnixTimeSeconds() - time < 300,
            "The auth_time is missing though max_age was sent, or not now."
        );
        LaterThan(first, second);
        return run.End;
    }

    /// <summary>oidcc-max-age-10000: whoever signed in since does not.</summary>
    public static async Task<Verdict> MaxAge10000(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await MaxAge(run, 15000);
        var second = await MaxAge(run, 10000);
        ConformanceFailure.Unless(
            !second.Walk.HadToSignIn,
            "max_age=10000 asked somebody to sign in who had just done so."
        );
        Same(first, second);
        return run.End;
    }

    /// <summary>oidcc-login-hint: it does no harm, on the page to sign in.</summary>
    public static async Task<Verdict> LoginHint(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var browser = run.Target.FreshBrowser();
        await run.Login(
            run.Request().With("login_hint", run.Target.PersonAt(browser).Username),
            browser
        );
        return run.End;
    }

    /// <summary>Fails unless <c>prompt=none</c> brings an error that says that a person would have to do something.</summary>
    internal static async Task NobodyIsSignedIn(ModuleRun run, PlainBrowser browser)
    {
        // Long, so that a state which is cut is seen.
        var error = await run.Refused(
            run.Request().With("state", ModuleRun.Random(96)).With("prompt", "none"),
            browser
        );
        ConformanceFailure.Unless(
            error
                is "login_required"
                    or "interaction_required"
                    or "account_selection_required"
                    or "consent_required",
            $"The error is {error}, none of those of OpenID Connect Core 3.1.2.6."
        );
    }

    private static async Task<Login> MaxAge(ModuleRun run, int seconds)
    {
        var login = await run.Login(
            run.Request().With("max_age", seconds.ToString(CultureInfo.InvariantCulture))
        );
        ConformanceFailure.Unless(
            login.IdToken.AuthTime is not null,
            "The auth_time is missing though max_age was sent."
        );
        return login;
    }

    private static void LaterThan(Login first, Login second)
    {
        ConformanceFailure.Unless(
            first.IdToken.AuthTime is not { } before
                || second.IdToken.AuthTime is not { } after
                || after > before,
            "The auth_time after signing in again is not later."
        );
        ConformanceFailure.Unless(
            second.IdToken.Subject == first.IdToken.Subject,
            "The same person has another sub."
        );
    }

    private static void Same(Login first, Login second)
    {
        ConformanceFailure.Unless(
            second.Walk.Asked.Count == 0,
            "A person who is signed in was shown a page."
        );
        ConformanceFailure.Unless(
            second.IdToken.Subject == first.IdToken.Subject,
            "The same session has another sub."
        );
        ConformanceFailure.Unless(
            second.IdToken.AuthTime == first.IdToken.AuthTime,
            "The same session has another auth_time."
        );
    }
}
