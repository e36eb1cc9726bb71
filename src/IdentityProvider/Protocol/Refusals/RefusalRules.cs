using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.Refusals;

/// <summary>Which errors are a refusal, and so an event. Pure.</summary>
public static class RefusalRules
{
    /// <summary>Answers to <c>prompt=none</c>, a person's own decision, and a device that is told to wait: nothing was wrong.</summary>
    public static bool IsNoRefusal(string error) =>
        error
            is Errors.LoginRequired
                or Errors.ConsentRequired
                or Errors.InteractionRequired
                or Errors.AccountSelectionRequired
                or Errors.AccessDenied
                or Errors.AuthorizationPending
                or Errors.SlowDown;
}
