namespace SecureAccess.Journeys.Consent;

/// <summary>Names the resources <c>ConsentTexts.*.resx</c>: what the consent page says.</summary>
public sealed class ConsentTexts;
