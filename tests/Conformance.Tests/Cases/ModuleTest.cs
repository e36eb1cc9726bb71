using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Cases;

/// <summary>A module as a test: what it warns of is a warning of the test, what is not offered skips it.</summary>
internal static class ModuleTest
{
    /// <summary>Runs it.</summary>
    public static async Task Run(
        ITargetSource provider,
        Module module,
        ResponseMode mode = ResponseMode.Query
    )
    {
        switch (await module(new ModuleRun(provider.Target, mode)))
        {
            case Verdict.Warned warned:
                TestContext.Current.AddWarning(warned.Why);
                break;
            case Verdict.Skipped skipped:
                Assert.Skip(skipped.Why);
                break;
        }
    }
}
