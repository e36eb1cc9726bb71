namespace SecureAccess.Journeys.ErrorDictionary;

/// <summary>Names the resources <c>ErrorDictionaryTexts.*.resx</c>: what the dictionary of errors says.</summary>
public sealed class ErrorDictionaryTexts;
