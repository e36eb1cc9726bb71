using System.Diagnostics;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class DesignSystemBuildTests
{
    [Fact]
    public async Task Without_the_package_registry_the_build_fails_with_one_line_that_says_why()
    {
        var output = await Build(
            ("npm_config_registry", "http://127.0.0.1:1/"),
            ("npm_config_fetch_retries", "0")
        );

        output.ShouldContain("error : 'npm ci' failed in ");
        output.ShouldContain("Is the npm registry reachable");
    }

    [Fact]
    public async Task Without_npm_the_build_fails_with_one_line_that_says_what_to_install()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(),
            "The shell that MSBuild uses there is not found by the path."
        );
        // A path with nothing but the shell that MSBuild runs commands in.
        var path = Directory.CreateTempSubdirectory("secureaccess-path-").FullName;
        File.CreateSymbolicLink(Path.Combine(path, "sh"), "/bin/sh");

        var output = await Build(("PATH", path));
        Directory.Delete(path, recursive: true);

        output.ShouldContain(
            "error : npm was not found. The pages need Node.js 20 or later at build time"
        );
    }

    // Runs the target that fetches the design system on a copy of the package files, with nothing fetched and an empty cache.
    private static async Task<string> Build(params (string Name, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("secureaccess-pages-").FullName;
        try
        {
            foreach (var file in new[] { "package.json", "package-lock.json", ".npmrc" })
            {
                File.Copy(
                    Repository.Of("src", "IdentityProvider", file),
                    Path.Combine(folder, file)
                );
            }

            var project = Path.Combine(folder, "pages.proj");
            await File.WriteAllTextAsync(
                project,
                $"<Project><Import Project=\"{Repository.Of("src", "IdentityProvider", "DesignSystem.targets")}\" /></Project>"
            );
            var start = new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    project,
                    "-t:InstallDesignSystem",
                    "-nologo",
                    "-nodeReuse:false",
                    "-v:m",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            };
            start.Environment["npm_config_cache"] = Path.Combine(folder, "cache");
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            using var build = Process.Start(start)!;
            var error = build.StandardError.ReadToEndAsync();
            var output = await build.StandardOutput.ReadToEndAsync();
            await build.WaitForExitAsync();
            build.ExitCode.ShouldNotBe(0, output);
            return output + await error;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
