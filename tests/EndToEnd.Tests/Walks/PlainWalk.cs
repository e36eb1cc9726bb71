using System.Net;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>
/// The same protocol with a plain HTTP client, without JavaScript and by the field names alone: a relying party of its own that
/// sees the tokens. It signs in by voice call, uses the tokens, refreshes, signs out, and tries them again.
/// </summary>
public sealed class PlainWalk
{
    private readonly List<string> requested = [];

    /// <summary>Every address requested.</summary>
    public IReadOnlyList<string> Requested => requested;

    /// <summary>Every token received.</summary>
    public HashSet<string> Tokens { get; } = [];

    /// <summary>The status of userinfo while the session lived.</summary>
    public HttpStatusCode? UserInfoInSession { get; private set; }

    /// <summary>The status of userinfo with the same access token after the sign-out.</summary>
    public HttpStatusCode? UserInfoAfterSignOut { get; private set; }

    /// <summary>The answer to a refresh while the session lived.</summary>
    public TokenAnswer? Refreshed { get; private set; }

    /// <summary>The answer to a refresh after the sign-out.</summary>
    public TokenAnswer? RefreshedAfterSignOut { get; private set; }

    internal async Task Do(RunningDemo demo)
    {
        using var walker = new FormWalker(requested);
        using var party = new PlainRelyingParty(demo, walker);
        var maria = DemoPerson.Of("maria-lopez");

        await walker.Get(party.AuthorizationRequest());
        await new FormSignIn(demo, walker).Do(maria, "voice");
        var tokens = Keep(await party.Redeem());
        UserInfoInSession = await party.UserInfo(tokens.AccessToken);
        Refreshed = Keep(await party.Refresh(tokens.RefreshToken));
        await walker.Get(party.EndSessionRequest(tokens.IdToken));
        await walker.GoOnWhileAt(demo.Provider);
        UserInfoAfterSignOut = await party.UserInfo(Refreshed.AccessToken);
        RefreshedAfterSignOut = Keep(
            await party.Refresh(Refreshed.RefreshToken ?? tokens.RefreshToken)
        );
    }

    private TokenAnswer Keep(TokenAnswer answer)
    {
        Tokens.UnionWith(
            new[] { answer.AccessToken, answer.RefreshToken, answer.IdToken }.OfType<string>()
        );
        return answer;
    }
}
