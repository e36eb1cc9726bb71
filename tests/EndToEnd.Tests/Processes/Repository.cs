namespace SecureAccess.EndToEnd.Processes;

/// <summary>Where things are in this repository.</summary>
public static class Repository
{
    /// <summary>The folder of <c>SecureAccess.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that these tests were built in: the programs that they start were built with them.</summary>
    private static string Configuration { get; } =
        AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";

    /// <summary>A file or folder by its path from the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The built program of a project under <c>src</c>.</summary>
    /// <exception cref="InvalidOperationException">It was not built.</exception>
    public static string Program(string project)
    {
        var path = At("src", project, "bin", Configuration, "net10.0", $"{project}.dll");
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{project} is not built: there is no {path}.");
    }

    private static string FindRoot()
    {
        // A file-based app runs from a folder elsewhere: then the current directory is the start.
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "SecureAccess.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException(
            "SecureAccess.sln was not found above the tests or the current directory."
        );
    }
}
