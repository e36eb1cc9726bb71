namespace SecureAccess.Proofing;

/// <summary>Whether the taxpayer numbers of demo people are read, for pages (<see cref="TaxpayerNumberRules.TryRead"/>).</summary>
/// <param name="Allowed">True where the embedded source is in use.</param>
public sealed record TestNumbers(bool Allowed);
