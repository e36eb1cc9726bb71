namespace SecureAccess.Journeys.Verification;

/// <summary>Names the resources <c>VerificationTexts.*.resx</c>: what the pages of proving one's identity say.</summary>
public sealed class VerificationTexts;
