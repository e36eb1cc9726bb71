namespace SecureAccess.Clients;

/// <summary>
/// What may be behind an error that a client gets: each has its place in the dictionary of errors, where it says why and what to do. Given
/// with a refusal in the place of an <c>error_uri</c>.
/// </summary>
public static class ErrorCauses
{
    /// <summary>A parameter that must be there is missing or empty.</summary>
    public const string ParameterMissing = "parameter-missing";

    /// <summary>A parameter stands in the request twice.</summary>
    public const string ParameterRepeated = "parameter-repeated";

    /// <summary>A value has the wrong form.</summary>
    public const string ParameterMalformed = "parameter-malformed";

    /// <summary>A parameter does not belong here.</summary>
    public const string ParameterNotAllowed = "parameter-not-allowed";

    /// <summary>The redirect address is not one of the client’s.</summary>
    public const string RedirectUriNotRegistered = "redirect-uri-not-registered";

    /// <summary>The client must use PKCE.</summary>
    public const string PkceRequired = "pkce-required";

    /// <summary>The client must push its requests.</summary>
    public const string PushedRequestRequired = "pushed-request-required";

    /// <summary>The pushed request is used up, too old, or another client’s.</summary>
    public const string PushedRequestGone = "pushed-request-gone";

    /// <summary>The client authenticates in two ways at once.</summary>
    public const string CredentialsRepeated = "credentials-repeated";

    /// <summary>The address after logout is not one of the client’s.</summary>
    public const string LogoutAddressNotRegistered = "logout-address-not-registered";

    /// <summary>The ID token in the hint is not for this client.</summary>
    public const string HintOfAnotherClient = "hint-of-another-client";

    /// <summary>The request came over plain http.</summary>
    public const string HttpsOnly = "https-only";

    /// <summary>The HTTP method is not right.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>There is no such client, or it is switched off.</summary>
    public const string ClientUnknown = "client-unknown";

    /// <summary>The client did not authenticate.</summary>
    public const string CredentialsMissing = "credentials-missing";

    /// <summary>The secret is not the client’s.</summary>
    public const string CredentialsWrong = "credentials-wrong";

    /// <summary>The client authenticates in a way that it is not registered for.</summary>
    public const string MethodNotRegistered = "method-not-registered";

    /// <summary>The client assertion does not hold.</summary>
    public const string AssertionWrong = "assertion-wrong";

    /// <summary>The client assertion was used before.</summary>
    public const string AssertionReplayed = "assertion-replayed";

    /// <summary>The client certificate does not hold.</summary>
    public const string CertificateWrong = "certificate-wrong";

    /// <summary>The authorization code is unknown, too old, used, or another client’s.</summary>
    public const string CodeNotValid = "code-not-valid";

    /// <summary>The redirect address is not that of the authorization.</summary>
    public const string RedirectUriDiffers = "redirect-uri-differs";

    /// <summary>The code verifier does not fit.</summary>
    public const string VerifierDiffers = "verifier-differs";

    /// <summary>The refresh token is unknown, too old, replaced, or has ended.</summary>
    public const string RefreshTokenNotValid = "refresh-token-not-valid";

    /// <summary>The device code is unknown, used, or another client’s.</summary>
    public const string DeviceCodeNotValid = "device-code-not-valid";

    /// <summary>The subject token cannot be exchanged.</summary>
    public const string SubjectTokenNotValid = "subject-token-not-valid";

    /// <summary>The person has not agreed that this client receives this.</summary>
    public const string ConsentMissing = "consent-missing";

    /// <summary>The grant is not in the client’s registration.</summary>
    public const string GrantNotRegistered = "grant-not-registered";

    /// <summary>The client may not use this endpoint.</summary>
    public const string EndpointNotRegistered = "endpoint-not-registered";

    /// <summary>The grant type is not known.</summary>
    public const string GrantUnknown = "grant-unknown";

    /// <summary>The response type is not known.</summary>
    public const string ResponseTypeUnknown = "response-type-unknown";

    /// <summary>The token is not of a supported type.</summary>
    public const string TokenTypeUnknown = "token-type-unknown";

    /// <summary>The client is not registered for a scope.</summary>
    public const string ScopeNotRegistered = "scope-not-registered";

    /// <summary>A scope is about a person, and there is none.</summary>
    public const string ScopeOfAPerson = "scope-of-a-person";

    /// <summary>The scope goes beyond what was granted.</summary>
    public const string ScopeWider = "scope-wider";

    /// <summary>The scope openid is missing.</summary>
    public const string OpenidScopeMissing = "openid-scope-missing";

    /// <summary>The resource is not one of the client’s.</summary>
    public const string ResourceNotRegistered = "resource-not-registered";

    /// <summary>No resource is named where one must be.</summary>
    public const string ResourceMissing = "resource-missing";

    /// <summary>The resources know people by different names.</summary>
    public const string ResourcesOfSeveralSectors = "resources-of-several-sectors";

    /// <summary>The person refused.</summary>
    public const string PersonRefused = "person-refused";

    /// <summary>Nobody is signed in, or not recently or strongly enough.</summary>
    public const string NotSignedIn = "not-signed-in";

    /// <summary>Somebody else is signed in.</summary>
    public const string AnotherPerson = "another-person";

    /// <summary>A step is pending.</summary>
    public const string StepPending = "step-pending";

    /// <summary>Consent is missing or withdrawn.</summary>
    public const string ConsentNotGiven = "consent-not-given";

    /// <summary>A choice of account is needed.</summary>
    public const string SelectionNeeded = "selection-needed";

    /// <summary>The context was not reached.</summary>
    public const string AcrNotReached = "acr-not-reached";

    /// <summary>None of the values can be reached.</summary>
    public const string AcrUnknown = "acr-unknown";

    /// <summary>The request parameter was sent.</summary>
    public const string RequestObject = "request-object";

    /// <summary>The request_uri is not one of this server’s.</summary>
    public const string ForeignRequestUri = "foreign-request-uri";

    /// <summary>The token is malformed, expired, or not from here.</summary>
    public const string TokenNotValid = "token-not-valid";

    /// <summary>What the token stands on has ended.</summary>
    public const string TokenEnded = "token-ended";

    /// <summary>The token is for another API.</summary>
    public const string TokenForElsewhere = "token-for-elsewhere";

    /// <summary>The access token is missing.</summary>
    public const string TokenMissing = "token-missing";

    /// <summary>The scope is missing.</summary>
    public const string ScopeMissing = "scope-missing";

    /// <summary>Step-up is needed.</summary>
    public const string StepUp = "step-up";

    /// <summary>The person is still at it.</summary>
    public const string WaitForPerson = "wait-for-person";

    /// <summary>The interval was not kept.</summary>
    public const string TooOften = "too-often";

    /// <summary>Too late.</summary>
    public const string DeviceCodeExpired = "device-code-expired";

    /// <summary>A mistake of ours.</summary>
    public const string OurMistake = "our-mistake";

    /// <summary>Too busy or partly away.</summary>
    public const string TryAgain = "try-again";
}
