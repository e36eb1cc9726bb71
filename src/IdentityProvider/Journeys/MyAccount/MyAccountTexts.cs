namespace SecureAccess.Journeys.MyAccount;

/// <summary>Names the resources <c>MyAccountTexts.*.resx</c>: what the pages of one's own account say.</summary>
public sealed class MyAccountTexts;
