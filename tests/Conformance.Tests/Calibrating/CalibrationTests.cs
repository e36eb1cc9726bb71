using SecureAccess.Conformance.Cases;
using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>The Basic OP plan against a certified provider: a module that it does not pass is wrong.</summary>
[Collection(CalibrationProvider.Collection)]
public sealed class CertifiedBasicOpTests(CalibrationProvider provider) : BasicOpCases(provider);

/// <summary>The Form Post OP plan against a certified provider: a module that it does not pass is wrong.</summary>
[Collection(CalibrationProvider.Collection)]
public sealed class CertifiedFormPostOpTests(CalibrationProvider provider)
    : BasicOpCases(provider, ResponseMode.FormPost);

/// <summary>The Config OP plan against a certified provider: a module that it does not pass is wrong.</summary>
[Collection(CalibrationProvider.Collection)]
public sealed class CertifiedConfigOpTests(CalibrationProvider provider) : ConfigOpCases(provider);

/// <summary>The RP-Initiated Logout OP plan against a certified provider: a module that it does not pass is wrong.</summary>
[Collection(CalibrationProvider.Collection)]
public sealed class CertifiedRpInitiatedLogoutOpTests(CalibrationProvider provider)
    : RpInitiatedLogoutOpCases(provider);

/// <summary>The Back-Channel Logout OP plan against a certified provider: a module that it does not pass is wrong.</summary>
[Collection(CalibrationProvider.Collection)]
public sealed class CertifiedBackChannelLogoutOpTests(CalibrationProvider provider)
    : BackChannelLogoutOpCases(provider);
