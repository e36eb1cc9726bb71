namespace SecureAccess.Journeys.Home;

/// <summary>Names the resources <c>HomeTexts.*.resx</c>: what the start page says.</summary>
public sealed class HomeTexts;
