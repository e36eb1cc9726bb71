namespace SecureAccess.Journeys.Shared;

/// <summary>One choice of a list.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Label">The choice in the person's language.</param>
public sealed record Choice(string Value, string Label);
