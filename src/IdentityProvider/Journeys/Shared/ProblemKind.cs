namespace SecureAccess.Journeys.Shared;

/// <summary>Why a page cannot go on, where the status code alone does not say it.</summary>
public enum ProblemKind
{
    /// <summary>The sign-in request is unknown, used, expired, or was begun in another browser.</summary>
    SignInRequestGone,
}
