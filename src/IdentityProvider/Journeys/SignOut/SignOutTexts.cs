namespace SecureAccess.Journeys.SignOut;

/// <summary>Names the resources <c>SignOutTexts.*.resx</c>: what the pages of signing out say.</summary>
public sealed class SignOutTexts;
