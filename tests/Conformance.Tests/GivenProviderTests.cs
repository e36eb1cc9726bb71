using SecureAccess.Conformance.Cases;
using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance;

/// <summary>Every module against the provider of <c>SECUREACCESS_CONFORMANCE_ISSUER</c>.</summary>
public sealed class GivenProviderTests(GivenProvider provider) : IClassFixture<GivenProvider>
{
    /// <summary>The modules; one row that is skipped when no issuer is given.</summary>
    public static IEnumerable<TheoryDataRow<string, ResponseMode>> Modules =>
        GivenProvider.Issuer is null
            ?
            [
                new TheoryDataRow<string, ResponseMode>("every module", ResponseMode.Query)
                {
                    Skip = "SECUREACCESS_CONFORMANCE_ISSUER names no provider.",
                },
            ]
            :
            [
                .. Catalogue.All.Keys.Select(name => Row(name, ResponseMode.Query)),
                .. Catalogue.Basic.Keys.Select(name => Row(name, ResponseMode.FormPost)),
            ];

    [Theory]
    [MemberData(nameof(Modules))]
    public Task The_given_provider_passes(string module, ResponseMode mode) =>
        ModuleTest.Run(provider, Catalogue.All[module], mode);

    private static TheoryDataRow<string, ResponseMode> Row(string name, ResponseMode mode) =>
        new TheoryDataRow<string, ResponseMode>(name, mode).WithTrait("Conformance", name);
}
