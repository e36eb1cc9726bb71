namespace SecureAccess.Journeys.Development;

/// <summary>Names the resources <c>DevelopmentTexts.*.resx</c>: what the pages for developers say.</summary>
public sealed class DevelopmentTexts;
