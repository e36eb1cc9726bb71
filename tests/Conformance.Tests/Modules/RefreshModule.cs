using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Modules;

/// <summary>oidcc-refresh-token: it works, is about the same person and authentication (OpenID Connect Core 12.2), and is the client's own.</summary>
public static class RefreshModule
{
    /// <summary>The module.</summary>
    public static async Task<Verdict> RefreshToken(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await Login(run, run.Target.Clients.First);
        if ((string?)first.Tokens["refresh_token"] is not { } token)
        {
            return (await run.Supported("grant_types_supported")).Contains("refresh_token")
                ? new Verdict.Warned("Refresh tokens are advertised, and none was issued.")
                : new Verdict.Skipped("No refresh token was issued.");
        }

        await RefreshedIsTheSame(run, first, token);
        var second = await Login(run, run.Target.Clients.Second);
        var foreign =
            (string?)second.Tokens["refresh_token"]
            ?? throw new ConformanceFailure("The second client got no refresh token.");
        (await TokenEndpoint.Refresh(run, run.Target.Clients.First, foreign)).RefusesTheGrant(
            "Another client's refresh token"
        );
        await RefreshedIsTheSame(run, second, foreign);
        return run.End;
    }

    private static async Task<Login> Login(ModuleRun run, ConformanceClient client)
    {
        var offline = (await run.Supported("scopes_supported")).Contains("offline_access");
        // OpenID Connect Core 11: offline access is asked for with prompt=consent.
        var request = offline
            ? run.Request(client, "openid offline_access").With("prompt", "consent")
            : run.Request(client);
        return await run.Login(request);
    }

    private static async Task RefreshedIsTheSame(ModuleRun run, Login login, string refreshToken)
    {
        var client = login.Request.Client;
        var tokens = (await TokenEndpoint.Refresh(run, client, refreshToken)).Granted();
        if (tokens["id_token"] is not null)
        {
            // It may have no nonce, and has the one of the request otherwise.
            var raw = (string)tokens["id_token"]!;
            var token = await SignedTokens.Check(run, raw, client);
            ConformanceFailure.Unless(
                token.Subject == login.IdToken.Subject,
                "The ID token of the refresh is about somebody else."
            );
            ConformanceFailure.Unless(
                token.IssuedAt >= login.IdToken.Token.IssuedAt,
                "The ID token of the refresh is older than the first."
            );
            ConformanceFailure.Unless(
                !token.TryGetPayloadValue<long>("auth_time", out var time)
                    || time == login.IdToken.AuthTime,
                "The ID token of the refresh tells of another authentication."
            );
            ConformanceFailure.Unless(
                !token.TryGetPayloadValue<string>("nonce", out var nonce)
                    || nonce == login.Request["nonce"],
                "The ID token of the refresh has another nonce."
            );
        }

        // Its access token works, and is about the same person.
        await UserInfo.Of(run, login with { Tokens = tokens });
    }
}
