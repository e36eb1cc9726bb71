using System.Collections.Frozen;

namespace SecureAccess.Clients;

/// <summary>
/// Every error that a client's developer can meet (RFC 6749, 6750, 8628, 8693, 8707, 9126, 9470; OpenID Connect Core 3.1.2.6), with what
/// may be behind it. Each has a page, <c>/errors/ERROR</c>; a cause is a section of it.
/// </summary>
public static class ClientErrors
{
    /// <summary>Where the pages are.</summary>
    public const string Address = "/errors";

    /// <summary>The causes of each error, the likely ones first.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> CausesOf { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["invalid_request"] =
            [
                ErrorCauses.ParameterMissing,
                ErrorCauses.ParameterRepeated,
                ErrorCauses.ParameterMalformed,
                ErrorCauses.ParameterNotAllowed,
                ErrorCauses.RedirectUriNotRegistered,
                ErrorCauses.PkceRequired,
                ErrorCauses.PushedRequestRequired,
                ErrorCauses.PushedRequestGone,
                ErrorCauses.CredentialsRepeated,
                ErrorCauses.SubjectTokenNotValid,
                ErrorCauses.TokenTypeUnknown,
                ErrorCauses.LogoutAddressNotRegistered,
                ErrorCauses.HintOfAnotherClient,
                ErrorCauses.HttpsOnly,
                ErrorCauses.MethodNotAllowed,
            ],
            ["invalid_client"] =
            [
                ErrorCauses.ClientUnknown,
                ErrorCauses.CredentialsMissing,
                ErrorCauses.CredentialsWrong,
                ErrorCauses.MethodNotRegistered,
                ErrorCauses.AssertionWrong,
                ErrorCauses.AssertionReplayed,
                ErrorCauses.CertificateWrong,
            ],
            ["invalid_grant"] =
            [
                ErrorCauses.CodeNotValid,
                ErrorCauses.RedirectUriDiffers,
                ErrorCauses.VerifierDiffers,
                ErrorCauses.RefreshTokenNotValid,
                ErrorCauses.DeviceCodeNotValid,
                ErrorCauses.ConsentMissing,
            ],
            ["unauthorized_client"] =
            [
                ErrorCauses.GrantNotRegistered,
                ErrorCauses.EndpointNotRegistered,
            ],
            ["unsupported_grant_type"] = [ErrorCauses.GrantUnknown],
            ["unsupported_response_type"] = [ErrorCauses.ResponseTypeUnknown],
            ["unsupported_token_type"] = [ErrorCauses.TokenTypeUnknown],
            ["invalid_scope"] =
            [
                ErrorCauses.ScopeNotRegistered,
                ErrorCauses.ScopeOfAPerson,
                ErrorCauses.ScopeWider,
                ErrorCauses.OpenidScopeMissing,
            ],
            ["invalid_target"] =
            [
                ErrorCauses.ResourceNotRegistered,
                ErrorCauses.ResourceMissing,
                ErrorCauses.ResourcesOfSeveralSectors,
            ],
            ["access_denied"] = [ErrorCauses.PersonRefused],
            ["login_required"] = [ErrorCauses.NotSignedIn, ErrorCauses.AnotherPerson],
            ["interaction_required"] = [ErrorCauses.StepPending],
            ["consent_required"] = [ErrorCauses.ConsentNotGiven],
            ["account_selection_required"] = [ErrorCauses.SelectionNeeded],
            ["unmet_authentication_requirements"] =
            [
                ErrorCauses.AcrNotReached,
                ErrorCauses.AcrUnknown,
            ],
            ["request_not_supported"] = [ErrorCauses.RequestObject],
            ["request_uri_not_supported"] = [ErrorCauses.ForeignRequestUri],
            ["invalid_request_uri"] = [ErrorCauses.PushedRequestGone],
            ["invalid_token"] =
            [
                ErrorCauses.TokenNotValid,
                ErrorCauses.TokenEnded,
                ErrorCauses.TokenForElsewhere,
            ],
            ["missing_token"] = [ErrorCauses.TokenMissing],
            ["insufficient_scope"] = [ErrorCauses.ScopeMissing],
            ["insufficient_user_authentication"] = [ErrorCauses.StepUp],
            ["authorization_pending"] = [ErrorCauses.WaitForPerson],
            ["slow_down"] = [ErrorCauses.TooOften],
            ["expired_token"] = [ErrorCauses.DeviceCodeExpired],
            ["server_error"] = [ErrorCauses.OurMistake],
            ["temporarily_unavailable"] = [ErrorCauses.TryAgain],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The path of an error's page, with the cause where it is one of that error's; null for an error that has none.</summary>
    public static string? PathOf(string error, string? cause) =>
        !CausesOf.TryGetValue(error, out var causes) ? null
        : cause is not null && causes.Contains(cause) ? $"{Address}/{error}#{cause}"
        : $"{Address}/{error}";
}
