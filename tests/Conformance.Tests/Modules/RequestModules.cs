using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Modules;

/// <summary>Modules of the Basic OP plan about what stands in an authorization request.</summary>
public static class RequestModules
{
    /// <summary>oidcc-response-type-missing: an error for the client, or a page for the person.</summary>
    public static async Task<Verdict> ResponseTypeMissing(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var request = run.Request().Without("response_type");
        var walk = await run.Send(request);
        if (walk.Visits.Count == 0)
        {
            EndedOnAPage(run, walk);
            return run.End;
        }

        var error = (await AuthorizationAnswer.Of(run, request, walk)).Error;
        ConformanceFailure.Unless(
            error is "invalid_request" or "unsupported_response_type",
            $"The error is {error}, not invalid_request or unsupported_response_type."
        );
        return run.End;
    }

    /// <summary>oidcc-display-page.</summary>
    public static Task<Verdict> DisplayPage(ModuleRun run) => Succeeds(run, "display", "page");

    /// <summary>oidcc-display-popup.</summary>
    public static Task<Verdict> DisplayPopup(ModuleRun run) => Succeeds(run, "display", "popup");

    /// <summary>oidcc-ui-locales.</summary>
    public static Task<Verdict> UiLocales(ModuleRun run) => Succeeds(run, "ui_locales", "se");

    /// <summary>oidcc-claims-locales.</summary>
    public static Task<Verdict> ClaimsLocales(ModuleRun run) =>
        Succeeds(run, "claims_locales", "se");

    /// <summary>oidcc-ensure-request-with-unknown-parameter-succeeds (RFC 6749 3.1).</summary>
    public static Task<Verdict> UnknownParameter(ModuleRun run) => Succeeds(run, "extra", "foobar");

    /// <summary>oidcc-ensure-request-with-acr-values-succeeds: the first that is offered, or two that nobody knows.</summary>
    public static async Task<Verdict> AcrValues(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var offered = await run.Supported("acr_values_supported");
        return await Succeeds(run, "acr_values", offered.Count > 0 ? offered[0] : "1 2");
    }

    /// <summary>oidcc-ensure-registered-redirect-uri: a page, and never a redirect.</summary>
    public static async Task<Verdict> RegisteredRedirectUri(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        EndedOnAPage(run, await run.Send(run.Request().With("redirect_uri", Unregistered(run))));
        return run.End;
    }

    /// <summary>oidcc-ensure-post-request-succeeds (OpenID Connect Core 3.1.2.1).</summary>
    public static async Task<Verdict> PostRequest(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var request = run.Request();
        var endpoint = await run.Endpoint("authorization_endpoint");
        await run.Login(
            request,
            await Walk.Through(
                run.Target,
                run.Browser,
                browser => browser.Post(endpoint, request.Parameters)
            )
        );
        return run.End;
    }

    /// <summary>oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported.</summary>
    public static Task<Verdict> RequestUri(ModuleRun run) =>
        HonouredOrUnsupported(
            run,
            "request_uri",
            requestObject => run.Target.RelyingParty.Serve(requestObject).AbsoluteUri,
            "request_uri_not_supported"
        );

    /// <summary>oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported.</summary>
    public static Task<Verdict> RequestObject(ModuleRun run) =>
        HonouredOrUnsupported(
            run,
            "request",
            requestObject => requestObject,
            "request_not_supported"
        );

    /// <summary>
    /// oidcc-ensure-request-object-with-redirect-uri: with an unregistered address beside the object, the one in the object is used, or
    /// nobody is sent anywhere.
    /// </summary>
    public static async Task<Verdict> RequestObjectWithRedirectUri(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (await UnsignedIsExcluded(run))
        {
            return Excluded;
        }

        var request = run.Request();
        var walk = await run.Send(
            request
                .With("redirect_uri", Unregistered(run))
                .With("request", await ObjectOf(run, request))
        );
        if (walk.Visits.Count == 0)
        {
            EndedOnAPage(run, walk);
        }
        else
        {
            await run.Login(request, walk);
        }

        return run.End;
    }

    private static Verdict Excluded =>
        new Verdict.Skipped("Unsigned request objects are not among the advertised algorithms.");

    private static async Task<Verdict> Succeeds(ModuleRun run, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(run);
        // On the page to sign in, where it may matter, and with the session.
        await run.Login(run.Request().With(name, value));
        return run.End;
    }

    // The state and nonce stand in the object only: ignoring it is seen.
    private static async Task<Verdict> HonouredOrUnsupported(
        ModuleRun run,
        string parameter,
        Func<string, string> value,
        string unsupported
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        if (await UnsignedIsExcluded(run))
        {
            return Excluded;
        }

        var request = run.Request();
        var walk = await run.Send(
            request
                .Without("state")
                .Without("nonce")
                .With(parameter, value(await ObjectOf(run, request)))
        );
        if (walk.Visits is [var answer] && answer["error"] == unsupported)
        {
            return run.End;
        }

        await run.Login(request, walk);
        return run.End;
    }

    private static async Task<bool> UnsignedIsExcluded(ModuleRun run) =>
        await run.Supported("request_object_signing_alg_values_supported") is { Count: > 0 } offered
        && !offered.Contains("none");

    private static async Task<string> ObjectOf(ModuleRun run, AuthorizationRequest request)
    {
        var now = (await run.Target.Clock.Now()).ToUnixTimeSeconds();
        var claims = request.Parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => (object)parameter.Value
        );
        claims["iss"] = request.Client.Id;
        claims["aud"] = run.Target.Issuer;
        claims["iat"] = now;
        claims["exp"] = now + 300;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims)
        );
    }

    private static string Unregistered(ModuleRun run) =>
        $"{run.Target.RelyingParty.Callback.AbsoluteUri}/{ModuleRun.Random()}";

    private static void EndedOnAPage(ModuleRun run, Walk walk)
    {
        ConformanceFailure.Unless(
            walk.Visits.Count == 0,
            "The browser was sent to the relying party."
        );
        ConformanceFailure.Unless(
            walk.Page.IsPage
                && walk.Asked.Count == 0
                && run.Target.SignIn.Wants(walk.Page) == Asked.Nothing,
            $"There is no page that says what is wrong, but {walk.Page}."
        );
    }
}
