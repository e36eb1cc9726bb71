namespace SecureAccess.Proofing.Sources;

/// <summary>The people of the embedded source.</summary>
/// <param name="All">In the order of the file.</param>
public sealed record DemoPeople(IReadOnlyList<DemoPerson> All);
