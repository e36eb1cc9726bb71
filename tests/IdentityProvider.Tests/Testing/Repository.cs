namespace SecureAccess.Tests.Testing;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: where the solution lies.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder below the root.</summary>
    public static string Of(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>The files with this ending, build output and packages left out.</summary>
    public static IEnumerable<string> Files(string ending) =>
        Directory
            .EnumerateFiles(
                Root,
                "*" + ending,
                new EnumerationOptions { RecurseSubdirectories = true }
            )
            .Where(file =>
                !Path.GetRelativePath(Root, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part =>
                        part
                            is "bin"
                                or "obj"
                                or "node_modules"
                                or ".git"
                                or ".data"
                                or "TestResults"
                    )
            );

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecureAccess.sln")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    "The tests do not run inside the repository."
                );
        }

        return folder.FullName;
    }
}
