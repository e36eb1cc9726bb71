using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SecureAccess.Protocol.Refusals;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Refusals;

public sealed partial class FrameworkCausesTests
{
    // What the framework throws, and answers nobody with.
    private static readonly string[] Thrown = ["ID2196", "ID2199", "ID2200"];

    // Fails when: the framework can refuse a request for a reason that has no place in the dictionary of errors: a number is not in the table, or a
    // new version brings one.
    [Fact]
    public void Every_reason_of_the_framework_has_a_cause()
    {
        var numbers = new[]
        {
            typeof(OpenIddictServerOptions),
            typeof(OpenIddictServerAspNetCoreOptions),
        }
            .SelectMany(type => TextsOf(type.Assembly.Location))
            .Where(text => Number().IsMatch(text))
            .Distinct()
            .Except(Thrown)
            .Order()
            .ToList();

        numbers.Count.ShouldBeGreaterThan(90);
        numbers.Where(number => !FrameworkCauses.Knows(number)).ShouldBeEmpty();
    }

    private static IEnumerable<string> TextsOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        for (
            var handle = MetadataTokens.UserStringHandle(1);
            !handle.IsNil;
            handle = reader.GetNextHandle(handle)
        )
        {
            yield return reader.GetUserString(handle);
        }
    }

    [GeneratedRegex("^ID2[0-9]{3}$")]
    private static partial Regex Number();
}
