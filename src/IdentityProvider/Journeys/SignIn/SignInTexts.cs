namespace SecureAccess.Journeys.SignIn;

/// <summary>Names the resources <c>SignInTexts.*.resx</c>: what the pages of signing in say.</summary>
public sealed class SignInTexts;
