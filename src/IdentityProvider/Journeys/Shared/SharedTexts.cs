namespace SecureAccess.Journeys.Shared;

/// <summary>Names the resources <c>SharedTexts.*.resx</c>: what pages of several journeys say.</summary>
public sealed class SharedTexts;
