namespace SecureAccess.Journeys.Errors;

/// <summary>Names the resources <c>ErrorTexts.*.resx</c>: what the error page says.</summary>
public sealed class ErrorTexts;
