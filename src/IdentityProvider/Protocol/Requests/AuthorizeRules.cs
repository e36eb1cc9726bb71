using System.Globalization;
using OpenIddict.Abstractions;
using SecureAccess.Clients;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Requests;

/// <summary>What reading an authorize request said: what it needs, or the error that the client gets.</summary>
public abstract record AuthorizeReading
{
    private AuthorizeReading() { }

    /// <summary>It can be served.</summary>
    public sealed record Wanted(SignInNeeds Needs) : AuthorizeReading;

    /// <summary>It cannot: an OAuth error and its description.</summary>
    public sealed record Wrong(string Error, string Description) : AuthorizeReading;
}

/// <summary>
/// What <c>prompt</c>, <c>max_age</c>, <c>acr_values</c> and the client's own minimum demand of the session (OpenID Connect Core
/// 3.1.2.1, RFC 9470, D18). Pure.
/// </summary>
public static class AuthorizeRules
{
    /// <summary>Reads a request that has just arrived.</summary>
    /// <param name="request">Validated by OpenIddict.</param>
    /// <param name="client">Who sent it.</param>
    /// <param name="now">When it came.</param>
    public static AuthorizeReading Read(
        OpenIddictRequest request,
        Client client,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        if (!TryMaxAge(request, client, out var maxAge))
        {
            return new AuthorizeReading.Wrong(
                OpenIddictConstants.Errors.InvalidRequest,
                "The max_age parameter must be a number of seconds."
            );
        }

        var claims = ClaimsOf(request);
        var values =
            (string?)request[OpenIddictConstants.Parameters.AcrValues]
            ?? claims.PreferredAcr
            ?? client.DefaultAcrValues;
        if (AnyOfAcr(values, MinimumOf(request, client), claims.EssentialAcr) is not { } anyOf)
        {
            return new AuthorizeReading.Wrong(
                UnmetAuthenticationRequirements,
                "None of the requested authentication contexts can be met."
            );
        }

        return new AuthorizeReading.Wanted(
            new SignInNeeds(
                ArrivedAt: now,
                // max_age becomes an instant on arrival: it must not grow staler while the person signs in.
                NotOlderThan: maxAge is { } seconds ? now.AddSeconds(-seconds) : null,
                Prompts: PromptsOf(request),
                AnyOfAcr: anyOf,
                ConsentNeeded: false
            )
        );
    }

    /// <summary>OpenID Connect Core Unmet Authentication Requirements 1.0.</summary>
    public const string UnmetAuthenticationRequirements = "unmet_authentication_requirements";

    /// <summary>The values any of which will do; none means that any session will. Null: only values that nobody can reach.</summary>
    /// <param name="acrValues">Those preferred, separated by spaces.</param>
    /// <param name="minimum">The least that the client accepts.</param>
    /// <param name="essential">Those one of which must be reached (<c>claims</c>); null: none must. A higher context reaches a lower one.</param>
    public static IReadOnlyList<string>? AnyOfAcr(
        string? acrValues,
        string? minimum,
        IReadOnlyList<string>? essential = null
    )
    {
        if (essential is not null)
        {
            var reaching = Acr
                .All.Where(reached =>
                    !Acr.WantsPhishingResistance(reached)
                    && (minimum is null || Acr.Meets(reached, minimum))
                    && essential.Any(wanted => Acr.IsKnown(wanted) && Acr.Meets(reached, wanted))
                )
                .ToArray();
            return reaching.Length == 0 ? null : reaching;
        }

        var known = (acrValues ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(Acr.IsKnown)
            .Distinct()
            .ToArray();
        // The client's minimum always binds; what it asks for beyond that is a list of preferences.
        var binding = minimum is null
            ? known
            :
            [
                .. known.Where(value => Acr.Meets(value, minimum)),
                .. known.Any(value => Acr.Meets(value, minimum)) ? [] : new[] { minimum },
            ];
        // No factor resists phishing yet: a value that wants one can be met by nobody.
        var possible = binding.Where(value => !Acr.WantsPhishingResistance(value)).ToArray();
        return binding.Length > 0 && possible.Length == 0 ? null : possible;
    }

    /// <summary>What the <c>claims</c> parameter asks for; its form was checked before.</summary>
    public static ClaimsRequest ClaimsOf(OpenIddictRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ClaimsRules.Read((string?)request[OpenIddictConstants.Parameters.Claims])
            ?? ClaimsRequest.Nothing;
    }

    // A taxpayer number is told of proofed people only (D18).
    private static string? MinimumOf(OpenIddictRequest request, Client client) =>
        request.HasScope(ScopeClaims.TaxpayerNumber)
            ? Acr.Of(
                identityProofed: true,
                phishingResistant: client.MinimumAcr is { } own && Acr.WantsPhishingResistance(own)
            )
            : client.MinimumAcr;

    /// <summary>The error for a step that <c>prompt=none</c> forbids to take (OpenID Connect Core 3.1.2.6).</summary>
    public static string ErrorInsteadOf(SignInStep step) =>
        step switch
        {
            SignInStep.SelectAccount => OpenIddictConstants.Errors.AccountSelectionRequired,
            SignInStep.Consent => OpenIddictConstants.Errors.ConsentRequired,
            SignInStep.Registration or SignInStep.ChangePassword or SignInStep.JoinAccounts =>
                OpenIddictConstants.Errors.InteractionRequired,
            SignInStep.IdentityNeeded or SignInStep.StrongerFactorNeeded =>
                UnmetAuthenticationRequirements,
            _ => OpenIddictConstants.Errors.LoginRequired,
        };

    // OpenIddict reads a malformed max_age as none at all; a client that believes it asked for freshness must not be deceived.
    private static bool TryMaxAge(OpenIddictRequest request, Client client, out long? maxAge)
    {
        maxAge = client.DefaultMaxAge;
        if (request[OpenIddictConstants.Parameters.MaxAge] is not { } parameter)
        {
            return true;
        }

        var read = long.TryParse(
            (string?)parameter,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        );
        // Beyond a hundred years every authentication is fresh, and the instant would leave the calendar.
        maxAge = Math.Min(seconds, 3_153_600_000);
        return read;
    }

    private static Prompts PromptsOf(OpenIddictRequest request) =>
        (request.HasPromptValue("login") ? Prompts.Login : 0)
        | (request.HasPromptValue("consent") ? Prompts.Consent : 0)
        | (request.HasPromptValue("select_account") ? Prompts.SelectAccount : 0)
        | (request.HasPromptValue("create") ? Prompts.Create : 0);
}
