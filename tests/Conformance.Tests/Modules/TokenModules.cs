using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Modules;

/// <summary>Modules of the Basic OP plan about the code and what it is redeemed for.</summary>
public static class TokenModules
{
    // 128 bits in base64url (RFC 6749 10.10).
    private const int ShortestCode = 22;

    // What the characters themselves show of them, with the slack of the Foundation's suite.
    private const double LeastEntropy = 96;

    /// <summary>oidcc-server: the whole flow, and a code that nobody guesses.</summary>
    public static async Task<Verdict> Server(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var login = await run.Login(run.Request());
        ConformanceFailure.Unless(
            login.Code.Length >= ShortestCode && Entropy(login.Code) >= LeastEntropy,
            "The code holds less than 128 bits."
        );
        ConformanceFailure.Unless(
            (await run.Login(run.Request())).Code != login.Code,
            "Two logins had the same code."
        );
        // OpenID Connect Core 3.1.3.6 leaves it to the provider; what is advertised has to come.
        var advertised = (await run.Supported("claims_supported")).Contains("at_hash");
        ConformanceFailure.Unless(
            login.IdToken["at_hash"] is { } hash ? hash == HashOf(login) : !advertised,
            "The at_hash of the ID token is not that of the access token, or missing though it is advertised."
        );
        return run.End;
    }

    /// <summary>oidcc-idtoken-signature: RS256 where the client registered nothing else.</summary>
    public static async Task<Verdict> IdTokenSignature(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var algorithm = (await run.Login(run.Request())).IdToken.Token.Alg;
        ConformanceFailure.Unless(
            algorithm == "RS256",
            $"The ID token is signed with {algorithm}, not with RS256."
        );
        return run.End;
    }

    /// <summary>oidcc-idtoken-unsigned: only where it is offered.</summary>
    public static async Task<Verdict> IdTokenUnsigned(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return (await run.Supported("id_token_signing_alg_values_supported")).Contains("none")
            ? new Verdict.Skipped("None of the three clients is registered for unsigned ID tokens.")
            : new Verdict.Skipped("Unsigned ID tokens are not advertised.");
    }

    /// <summary>oidcc-ensure-request-without-nonce-succeeds-for-code-flow.</summary>
    public static async Task<Verdict> WithoutNonce(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await run.Login(run.Request().Without("nonce"));
        return run.End;
    }

    /// <summary>oidcc-server-client-secret-post.</summary>
    public static async Task<Verdict> ClientSecretPost(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var methods = await run.Supported("token_endpoint_auth_methods_supported");
        if (!methods.Contains("client_secret_post"))
        {
            return new Verdict.Skipped("client_secret_post is not advertised.");
        }

        await run.Login(run.Request(run.Target.Clients.Post));
        return run.End;
    }

    /// <summary>oidcc-ensure-request-with-valid-pkce-succeeds.</summary>
    public static async Task<Verdict> ValidPkce(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var verifier = ModuleRun.Random(32);
        var request = run.Request()
            .With(
                "code_challenge",
                Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            )
            .With("code_challenge_method", "S256");
        await run.Login(request, await run.Send(request), ("code_verifier", verifier));
        return run.End;
    }

    /// <summary>oidcc-codereuse: the second use is refused. The Foundation only warns; protocol.md does not.</summary>
    public static async Task<Verdict> CodeReuse(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await ReuseCode(run, await run.Login(run.Request()));
        return run.End;
    }

    /// <summary>oidcc-codereuse-30seconds: also later, and then what the first use brought ends (RFC 6749 4.1.2).</summary>
    public static async Task<Verdict> CodeReuseAfter30Seconds(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var login = await run.Login(run.Request());
        await run.Target.Clock.Pass(TimeSpan.FromSeconds(30));
        await ReuseCode(run, login);
        using var answer = await UserInfo.Ask(run, HttpMethod.Get, login.AccessToken, null);
        ConformanceFailure.Unless(
            (int)answer.StatusCode is >= 400 and < 500,
            "The access token still works after its code was used again."
        );
        return run.End;
    }

    private static async Task ReuseCode(ModuleRun run, Login login) =>
        (await TokenEndpoint.Redeem(run, login.Request, login.Code)).RefusesTheGrant("A used code");

    private static string HashOf(Login login)
    {
        var bytes = Encoding.ASCII.GetBytes(login.AccessToken);
        var hash = login.IdToken.Token.Alg[^3..] switch
        {
            "256" => SHA256.HashData(bytes),
            "384" => SHA384.HashData(bytes),
            _ => SHA512.HashData(bytes),
        };
        return Base64UrlEncoder.Encode(hash[..(hash.Length / 2)]);
    }

    private static double Entropy(string text) =>
        text.GroupBy(c => c)
            .Sum(group => -group.Count() * Math.Log2((double)group.Count() / text.Length));
}
