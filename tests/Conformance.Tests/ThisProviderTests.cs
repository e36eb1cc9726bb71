using SecureAccess.Conformance.Cases;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance;

/// <summary>The Basic OP plan against this provider.</summary>
[Collection(ThisProvider.Collection)]
public sealed class BasicOpTests(ThisProvider provider) : BasicOpCases(provider);

/// <summary>The Form Post OP plan against this provider.</summary>
[Collection(ThisProvider.Collection)]
public sealed class FormPostOpTests(ThisProvider provider)
    : BasicOpCases(provider, ResponseMode.FormPost);

/// <summary>The Config OP plan against this provider.</summary>
[Collection(ThisProvider.Collection)]
public sealed class ConfigOpTests(ThisProvider provider) : ConfigOpCases(provider);

/// <summary>The RP-Initiated Logout OP plan against this provider.</summary>
[Collection(ThisProvider.Collection)]
public sealed class RpInitiatedLogoutOpTests(ThisProvider provider)
    : RpInitiatedLogoutOpCases(provider);

/// <summary>The Back-Channel Logout OP plan against this provider.</summary>
[Collection(ThisProvider.Collection)]
public sealed class BackChannelLogoutOpTests(ThisProvider provider)
    : BackChannelLogoutOpCases(provider);
