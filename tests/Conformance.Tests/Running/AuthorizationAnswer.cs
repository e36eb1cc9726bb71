using SecureAccess.Conformance.RelyingParty;

namespace SecureAccess.Conformance.Running;

/// <summary>What came back to the redirect address, in the mode that was asked for, with the state of the request (RFC 6749 4.1.2, RFC 9207).</summary>
public sealed class AuthorizationAnswer
{
    private readonly Visit visit;

    private AuthorizationAnswer(Visit visit) => this.visit = visit;

    /// <summary>The code.</summary>
    /// <exception cref="ConformanceFailure">There is none, or an error.</exception>
    public string Code
    {
        get
        {
            ConformanceFailure.Unless(
                visit["error"] is null,
                $"The answer is the error {visit["error"]}: {visit["error_description"]}"
            );
            return visit["code"] is { Length: > 0 } code
                ? code
                : throw new ConformanceFailure("The answer has no code.");
        }
    }

    /// <summary>The error.</summary>
    /// <exception cref="ConformanceFailure">There is none, or a code.</exception>
    public string Error
    {
        get
        {
            ConformanceFailure.Unless(visit["code"] is null, "A code came where an error had to.");
            ConformanceFailure.Unless(
                visit["error_description"]?.Any(char.IsControl) is not true,
                "The error_description holds control characters."
            );
            return visit["error"] is { Length: > 0 } error
                ? error
                : throw new ConformanceFailure("Neither a code nor an error came.");
        }
    }

    /// <summary>The one answer that a walk brought.</summary>
    /// <exception cref="ConformanceFailure">None came, or not as it was asked for.</exception>
    public static async Task<AuthorizationAnswer> Of(
        ModuleRun run,
        AuthorizationRequest request,
        Walk walk
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(walk);
        ConformanceFailure.Unless(
            walk.Visits is [{ } only] && only.Path == run.Target.RelyingParty.Callback.AbsolutePath,
            $"No single answer came to the redirect address; the browser ended at {walk.Page}."
        );
        var visit = walk.Visits[0];
        CameAsAskedFor(run.Mode, visit);
        ConformanceFailure.Unless(
            visit["state"] == request["state"],
            "The state of the answer is not the state of the request."
        );
        var told = (bool?)(await run.Metadata())["authorization_response_iss_parameter_supported"];
        ConformanceFailure.Unless(
            visit["iss"] is { } issuer ? issuer == run.Target.Issuer : told is not true,
            "The iss of the answer is not the issuer, or missing though it is announced."
        );
        return new AuthorizationAnswer(visit);
    }

    private static void CameAsAskedFor(ResponseMode mode, Visit visit)
    {
        if (mode == ResponseMode.Query)
        {
            ConformanceFailure.Unless(
                visit.Method == "GET",
                "The answer did not come by GET, in the query."
            );
            return;
        }

        ConformanceFailure.Unless(visit.Method == "POST", "The answer did not come by POST.");
        ConformanceFailure.Unless(
            visit.ContentType.Split(';')[0].Trim() == "application/x-www-form-urlencoded",
            "The answer is not urlencoded."
        );
        ConformanceFailure.Unless(
            visit.Query.Count == 0,
            "Something of the answer stands in the query."
        );
    }
}
