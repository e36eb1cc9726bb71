namespace SecureAccess.Conformance.Targets;

/// <summary>What starts or finds a provider for the tests.</summary>
public interface ITargetSource
{
    /// <summary>It, ready to be tested; ends the test, skipped or failed, where there is none.</summary>
    ConformanceTarget Target { get; }
}
