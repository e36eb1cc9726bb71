using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Modules;

/// <summary>Modules of the Basic OP plan about userinfo and the claims of the scopes.</summary>
public static class UserInfoModules
{
    /// <summary>oidcc-userinfo-get.</summary>
    public static async Task<Verdict> Get(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await UserInfo.Of(run, await run.Login(run.Request()));
        return run.End;
    }

    /// <summary>oidcc-userinfo-post-header.</summary>
    public static async Task<Verdict> PostHeader(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var login = await run.Login(run.Request());
        using var answer = await UserInfo.Ask(run, HttpMethod.Post, login.AccessToken, null);
        await UserInfo.Check(answer, login);
        return run.End;
    }

    /// <summary>oidcc-userinfo-post-body: warns where the body is not read (RFC 6750 2.2 leaves it to the provider).</summary>
    public static async Task<Verdict> PostBody(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var login = await run.Login(run.Request());
        using var answer = await UserInfo.Ask(run, HttpMethod.Post, null, login.AccessToken);
        if ((int)answer.StatusCode is >= 400 and < 500)
        {
            run.WarnUnless(
                false,
                $"Userinfo answered {(int)answer.StatusCode} to a token in the body."
            );
            return run.End;
        }

        await UserInfo.Check(answer, login);
        return run.End;
    }

    /// <summary>oidcc-scope-profile.</summary>
    public static Task<Verdict> ScopeProfile(ModuleRun run) => Scopes(run, "profile");

    /// <summary>oidcc-scope-email.</summary>
    public static Task<Verdict> ScopeEmail(ModuleRun run) => Scopes(run, "email");

    /// <summary>oidcc-scope-address.</summary>
    public static Task<Verdict> ScopeAddress(ModuleRun run) => Scopes(run, "address");

    /// <summary>oidcc-scope-phone.</summary>
    public static Task<Verdict> ScopePhone(ModuleRun run) => Scopes(run, "phone");

    /// <summary>oidcc-scope-all.</summary>
    public static Task<Verdict> ScopeAll(ModuleRun run) =>
        Scopes(run, "profile", "email", "address", "phone");

    /// <summary>oidcc-alternate-happy-flow: the order of scopes and parameters means nothing (RFC 6749 3.3).</summary>
    public static async Task<Verdict> AlternateHappyFlow(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!(await run.Supported("scopes_supported")).Contains("email"))
        {
            return new Verdict.Skipped("The scope email is not advertised.");
        }

        var request = run.Request(scope: "email openid");
        await ClaimsCome(
            run,
            request with
            {
                Parameters = [.. request.Parameters.Reverse()],
            },
            "email"
        );
        return run.End;
    }

    /// <summary>oidcc-claims-essential: a claim by the <c>claims</c> parameter; warns where it does not come.</summary>
    public static async Task<Verdict> ClaimsEssential(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var login = await run.Login(
            run.Request().With("claims", """{"userinfo":{"name":{"essential":true}}}""")
        );
        var claims = await UserInfo.Of(run, login);
        run.WarnUnless(claims.ContainsKey("name"), "Userinfo has no name, which was essential.");
        run.WarnUnless(
            login.IdToken["name"] is null,
            "The ID token has the name, which was asked of userinfo."
        );
        return run.End;
    }

    private static async Task<Verdict> Scopes(ModuleRun run, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(run);
        var supported = await run.Supported("scopes_supported");
        var missing = scopes.Where(scope => !supported.Contains(scope)).ToArray();
        if (missing.Length > 0)
        {
            return new Verdict.Skipped($"Not advertised: {string.Join(", ", missing)}.");
        }

        await ClaimsCome(run, run.Request(scope: string.Join(' ', ["openid", .. scopes])), scopes);
        return run.End;
    }

    // The Foundation's suite warns of every claim of the scope that does not come; here one at least has to.
    private static async Task ClaimsCome(
        ModuleRun run,
        AuthorizationRequest request,
        params string[] scopes
    )
    {
        var login = await run.Login(request);
        var claims = await UserInfo.Of(run, login);
        foreach (var scope in scopes)
        {
            var asked = StandardClaims.Of[scope];
            ConformanceFailure.Unless(
                asked.Any(claims.ContainsKey),
                $"Userinfo has no claim of the scope {scope}."
            );
            // OpenID Connect Core 5.4: with an access token they come from userinfo.
            run.WarnUnless(
                !asked.Any(claim => login.IdToken.Token.TryGetPayloadValue<object>(claim, out _)),
                $"The ID token holds claims of the scope {scope}."
            );
        }

        foreach (var (scope, others) in StandardClaims.Of)
        {
            run.WarnUnless(
                scopes.Contains(scope) || !others.Any(claims.ContainsKey),
                $"Userinfo has claims of the scope {scope}, which was not asked for."
            );
        }
    }
}
