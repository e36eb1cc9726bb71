namespace SecureAccess.Protocol;

/// <summary>Names the texts of this room's one page, <c>ProtocolTexts.resx</c>.</summary>
public sealed class ProtocolTexts;
