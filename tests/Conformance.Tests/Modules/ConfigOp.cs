using System.Text.Json.Nodes;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Modules;

/// <summary>The module of the Config OP plan.</summary>
public static class ConfigOp
{
    private static readonly string[] Endpoints =
    [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
    ];

    /// <summary>oidcc-discovery-endpoint-verification: the metadata hold what OpenID Connect Discovery 1.0, 3, requires of a provider of the code flow.</summary>
    public static async Task<Verdict> DiscoveryEndpointVerification(ModuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var target = run.Target;
        var metadata = await target.Discover();
        ConformanceFailure.Unless(
            (string?)metadata["issuer"] == target.Issuer,
            "The issuer in discovery is not the one that it was asked for."
        );
        foreach (var endpoint in Endpoints)
        {
            ConformanceFailure.Unless(
                Uri.TryCreate((string?)metadata[endpoint], UriKind.Absolute, out _),
                $"{endpoint} is missing or no absolute URL."
            );
        }

        Has(metadata, "response_types_supported", "code");
        Has(metadata, "scopes_supported", "openid");
        Has(metadata, "id_token_signing_alg_values_supported", "RS256");
        // RFC 8414 and Discovery 3: left out, it means code and implicit.
        if (metadata.ContainsKey("grant_types_supported"))
        {
            Has(metadata, "grant_types_supported", "authorization_code");
        }

        ConformanceFailure.Unless(
            List(metadata, "subject_types_supported") is { Count: > 0 } subjects
                && subjects.All(type => type is "public" or "pairwise"),
            "subject_types_supported is missing or holds something else than public and pairwise."
        );
        ConformanceFailure.Unless(
            List(metadata, "claims_supported").Count > 0,
            "claims_supported is missing or empty."
        );
        await KeysAreValid(target, new Uri((string)metadata["jwks_uri"]!));
        return run.End;
    }

    private static async Task KeysAreValid(ConformanceTarget target, Uri address)
    {
        var keys = (await target.Json(address))["keys"] as JsonArray;
        ConformanceFailure.Unless(keys is { Count: > 0 }, "The JWKS holds no key.");
        foreach (var key in keys!.OfType<JsonObject>())
        {
            ConformanceFailure.Unless(
                (string?)key["kty"] is { Length: > 0 },
                "A key of the JWKS has no kty."
            );
            ConformanceFailure.Unless(!key.ContainsKey("d"), "The JWKS holds a private key.");
        }

        var ids = keys!.Select(key => (string?)key!["kid"]).ToArray();
        ConformanceFailure.Unless(
            ids.Length == 1
                || (ids.All(id => id is not null) && ids.Distinct().Count() == ids.Length),
            "Keys of the JWKS have no kid, or share one."
        );
    }

    private static void Has(JsonObject metadata, string name, string value) =>
        ConformanceFailure.Unless(
            List(metadata, name).Contains(value),
            $"{name} does not hold {value}."
        );

    private static IReadOnlyList<string> List(JsonObject metadata, string name) =>
        metadata[name] is JsonArray values ? [.. values.Select(value => (string)value!)] : [];
}
