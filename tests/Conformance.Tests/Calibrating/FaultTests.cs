using System.Net.Http.Json;
using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;
using Shouldly;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>A module that no fault can make fail proves nothing: each fault is found by the modules that are about it, and by no other.</summary>
public sealed class FaultTests(CalibrationProvider provider) : IClassFixture<CalibrationProvider>
{
    /// <summary>The names of the faults.</summary>
    public static TheoryData<string> Names => [.. Fault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_found_by_the_modules_that_are_about_it(string name)
    {
        var fault = Fault.All.Single(one => one.Name == name);
        var target = provider.Target;
        await Plant(target, name);
        target.ForgetSession();
        var modules = fault.Mode == ResponseMode.Query ? Catalogue.All : Catalogue.Basic;
        List<string> failed = [];
        List<string> warned = [];
        List<string> words = [];
        foreach (var (module, run) in modules)
        {
            try
            {
                if (await run(new ModuleRun(target, fault.Mode)) is Verdict.Warned warning)
                {
                    warned.Add(module);
                    words.Add($"{module} warned: {warning.Why}");
                }
            }
            catch (ConformanceFailure failure)
            {
                failed.Add(module);
                words.Add($"{module}: {failure.Message}");
            }
        }

        var said = string.Join('\n', words);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        failed.ShouldBe(fault.Fail, ignoreOrder: true, said);
        warned.ShouldBe(fault.Warn, ignoreOrder: true, said);
    }

    [Fact]
    public void Every_module_is_seen_to_find_a_fault() =>
        Catalogue
            .All.Keys.Except(Fault.All.SelectMany(fault => fault.Fail.Concat(fault.Warn)))
            // It skips where nothing is advertised, and there is no client for it where it is.
            .ShouldBe(["oidcc-idtoken-unsigned"]);

    private static async Task Plant(ConformanceTarget target, string name)
    {
        using var answer = await target.Http.PostAsJsonAsync(
            new Uri(new Uri(target.Issuer), "/dev/fault"),
            new { name }
        );
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{name}\"");
    }
}
