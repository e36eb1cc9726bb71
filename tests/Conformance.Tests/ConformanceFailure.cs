namespace SecureAccess.Conformance;

/// <summary>The provider did what a module forbids, or did not do what it asks.</summary>
public sealed class ConformanceFailure(string message) : Exception(message)
{
    /// <summary>Fails with these words unless the condition holds.</summary>
    public static void Unless(bool condition, string message)
    {
        if (!condition)
        {
            throw new ConformanceFailure(message);
        }
    }
}
