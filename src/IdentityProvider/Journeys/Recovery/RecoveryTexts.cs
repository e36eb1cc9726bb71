namespace SecureAccess.Journeys.Recovery;

/// <summary>Names the resources <c>RecoveryTexts.*.resx</c>: what the pages of recovering say.</summary>
public sealed class RecoveryTexts;
