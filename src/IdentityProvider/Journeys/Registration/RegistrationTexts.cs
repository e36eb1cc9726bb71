namespace SecureAccess.Journeys.Registration;

/// <summary>Names the resources <c>RegistrationTexts.*.resx</c>: what the pages of registering say.</summary>
public sealed class RegistrationTexts;
