using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Conformance.Running;
using Parameters = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace SecureAccess.Conformance.Modules;

/// <summary>The modules of the RP-Initiated Logout OP plan.</summary>
public static class RpInitiatedLogoutOp
{
    private const string Hint = "id_token_hint";
    private const string Back = "post_logout_redirect_uri";
    private const string State = "state";

    /// <summary>oidcc-rp-initiated-logout-discovery-endpoint-verification.</summary>
    public static async Task<Verdict> DiscoveryEndpointVerification(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await run.Endpoint("end_session_endpoint");
        return run.End;
    }

    /// <summary>oidcc-rp-initiated-logout: back with the state, and nobody is signed in any more.</summary>
    public static Task<Verdict> Logout(ModuleRun run) =>
        ComesBack(run, all => all, logout => logout.State);

    /// <summary>oidcc-rp-initiated-logout-no-state.</summary>
    public static Task<Verdict> NoState(ModuleRun run) =>
        ComesBack(run, all => Without(all, State), _ => null);

    /// <summary>oidcc-rp-initiated-logout-bad-post-logout-redirect-uri.</summary>
    public static Task<Verdict> BadPostLogoutRedirectUri(ModuleRun run) =>
        Stays(run, all => With(all, Back, $"{all[Back]}/{ModuleRun.Random()}"));

    /// <summary>oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri.</summary>
    public static Task<Verdict> QueryAddedToPostLogoutRedirectUri(ModuleRun run) =>
        Stays(run, all => With(all, Back, $"{all[Back]}?foo=bar"));

    /// <summary>oidcc-rp-initiated-logout-modified-id-token-hint: the hint with <c>alg: none</c> and no signature.</summary>
    public static Task<Verdict> ModifiedIdTokenHint(ModuleRun run) =>
        Stays(run, all => With(all, Hint, Signed(all[Hint], null)));

    /// <summary>oidcc-rp-initiated-logout-bad-id-token-hint: the hint signed with a key that is not the provider's.</summary>
    public static Task<Verdict> BadIdTokenHint(ModuleRun run) =>
        Stays(
            run,
            all =>
            {
                using var foreign = RSA.Create(2048);
                return With(all, Hint, Signed(all[Hint], foreign));
            }
        );

    /// <summary>oidcc-rp-initiated-logout-no-id-token-hint.</summary>
    public static Task<Verdict> NoIdTokenHint(ModuleRun run) =>
        Stays(run, all => Without(all, Hint));

    /// <summary>oidcc-rp-initiated-logout-no-params.</summary>
    public static Task<Verdict> NoParams(ModuleRun run) => EndsOnAPage(run, _ => []);

    /// <summary>oidcc-rp-initiated-logout-no-post-logout-redirect-uri.</summary>
    public static Task<Verdict> NoPostLogoutRedirectUri(ModuleRun run) =>
        EndsOnAPage(run, all => Without(all, Back));

    /// <summary>oidcc-rp-initiated-logout-only-state.</summary>
    public static Task<Verdict> OnlyState(ModuleRun run) =>
        EndsOnAPage(run, all => all.Where(parameter => parameter.Key == State));

    private static async Task<Verdict> ComesBack(
        ModuleRun run,
        Func<Parameters, IEnumerable<KeyValuePair<string, string>>> parameters,
        Func<Logout, string?> state
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        var logout = await Running.Logout.Of(run, run.Browser, parameters);
        logout.CameBack(run, state(logout));
        await SignInModules.NobodyIsSignedIn(run, run.Browser);
        return run.End;
    }

    private static async Task<Verdict> Stays(
        ModuleRun run,
        Func<Parameters, IEnumerable<KeyValuePair<string, string>>> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        (await Running.Logout.Of(run, run.Browser, parameters)).StayedOnAPage();
        return run.End;
    }

    private static async Task<Verdict> EndsOnAPage(
        ModuleRun run,
        Func<Parameters, IEnumerable<KeyValuePair<string, string>>> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        var logout = await Running.Logout.Of(run, run.Browser, parameters);
        logout.StayedOnAPage();
        ConformanceFailure.Unless(
            logout.Page.Status == 200,
            $"There is no page that says that the person is signed out, but {logout.Page}."
        );
        await SignInModules.NobodyIsSignedIn(run, run.Browser);
        return run.End;
    }

    private static IEnumerable<KeyValuePair<string, string>> With(
        Parameters all,
        string name,
        string value
    ) =>
        all.Select(parameter =>
            parameter.Key == name ? KeyValuePair.Create(name, value) : parameter
        );

    private static IEnumerable<KeyValuePair<string, string>> Without(Parameters all, string name) =>
        all.Where(parameter => parameter.Key != name);

    // The same claims under the same kid, by another key or by none.
    private static string Signed(string idToken, RSA? key)
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var token = handler.ReadJsonWebToken(idToken);
        var claims = Base64UrlEncoder.Decode(token.EncodedPayload);
        return key is null
            ? handler.CreateToken(claims)
            : handler.CreateToken(
                claims,
                new SigningCredentials(
                    new RsaSecurityKey(key)
                    {
                        KeyId = token.Kid,
                        CryptoProviderFactory = new CryptoProviderFactory
                        {
                            CacheSignatureProviders = false,
                        },
                    },
                    SecurityAlgorithms.RsaSha256
                )
            );
    }
}
