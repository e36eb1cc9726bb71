using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SecureAccess.Conformance.RelyingParty;
using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Modules;

/// <summary>The modules of the Back-Channel Logout OP plan.</summary>
public static class BackChannelLogoutOp
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>oidcc-backchannel-logout-discovery-endpoint-verification: logout tokens are sent, with the session's id.</summary>
    public static async Task<Verdict> DiscoveryEndpointVerification(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await run.Endpoint("end_session_endpoint");
        foreach (
            var flag in (string[])
                ["backchannel_logout_supported", "backchannel_logout_session_supported"]
        )
        {
            ConformanceFailure.Unless(
                (await run.Metadata())[flag]?.GetValueKind() == JsonValueKind.True,
                $"{flag} is not true."
            );
        }

        return run.End;
    }

    /// <summary>oidcc-backchannel-rp-initiated-logout: the relying party is told, the browser comes back, and nobody is signed in any more.</summary>
    public static async Task<Verdict> RpInitiatedLogout(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        // A browser of its own: in the shared one other clients are told, too.
        var browser = run.Target.FreshBrowser();
        var logout = await Running.Logout.Of(run, browser, all => all);
        logout.CameBack(run, logout.State);
        var session =
            logout.Login.IdToken["sid"] ?? throw new ConformanceFailure("The ID token has no sid.");
        await TokenIsRight(run, logout, session, await Told(run, session));
        await SignInModules.NobodyIsSignedIn(run, browser);
        return run.End;
    }

    // Late messages about earlier sessions may come as well: that of this session counts, or none.
    private static async Task<string> Told(ModuleRun run, string session)
    {
        var party = run.Target.RelyingParty;
        var visit =
            await party.WaitFor(party.BackchannelLogout, visit => SessionOf(visit) == session)
            ?? (party.VisitsTo(party.BackchannelLogout) is [var other, ..] ? other : null)
            ?? throw new ConformanceFailure("The backchannel_logout_uri was not called.");
        ConformanceFailure.Unless(
            visit.Method == "POST"
                && visit.ContentType.Split(';')[0].Trim() == "application/x-www-form-urlencoded"
                && visit.Query.Count == 0,
            "The logout token did not come by POST, urlencoded."
        );
        run.WarnUnless(
            visit.Names.All(name => name == "logout_token"),
            "More than the logout token came."
        );
        return visit["logout_token"] ?? throw new ConformanceFailure("There is no logout_token.");
    }

    private static string? SessionOf(Visit visit)
    {
        var handler = new JsonWebTokenHandler();
        return
            visit["logout_token"] is { } raw
            && handler.CanReadToken(raw)
            && handler.ReadJsonWebToken(raw).TryGetPayloadValue<string>("sid", out var session)
            ? session
            : null;
    }

    // Back-Channel Logout 1.0, 2.4 and 2.6.
    private static async Task TokenIsRight(ModuleRun run, Logout logout, string session, string raw)
    {
        var token = await SignedTokens.Check(run, raw, logout.Login.Request.Client);
        run.WarnUnless(token.Typ == "logout+jwt", "The typ of the logout token is not logout+jwt.");
        ConformanceFailure.Unless(
            token.TryGetPayloadValue<string>("jti", out var id) && id.Length > 0,
            "The logout token has no jti."
        );
        ConformanceFailure.Unless(
            !token.TryGetPayloadValue<object>("nonce", out _),
            "The logout token has a nonce."
        );
        ConformanceFailure.Unless(
            !token.TryGetPayloadValue<string>("sub", out var subject)
                || subject == logout.Login.IdToken.Subject,
            "The logout token is about somebody else."
        );
        ConformanceFailure.Unless(
            token.TryGetPayloadValue<string>("sid", out var told) && told == session,
            "The logout token is about another session."
        );
        ConformanceFailure.Unless(
            token.TryGetPayloadValue<JsonElement>("events", out var events)
                && events.ValueKind == JsonValueKind.Object
                && events.EnumerateObject().ToArray() is [{ Name: Event } only]
                && only.Value.ValueKind == JsonValueKind.Object
                && !only.Value.EnumerateObject().Any(),
            "The events of the logout token are not the one empty object of Back-Channel Logout 2.4."
        );
    }
}
