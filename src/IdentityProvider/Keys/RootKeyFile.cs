using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SecureAccess.Keys;

/// <summary>One root key.</summary>
/// <param name="Id">1–16 letters, digits or dashes; stands in every value that a key derived from it protects.</param>
/// <param name="Material">32 bytes.</param>
public sealed record RootKey(string Id, SecretBytes Material);

/// <summary>
/// The file of root keys: one line a key, <c>ID BASE64-OF-32-BYTES</c>. The first protects what is written from now on, the others
/// are kept for reading. Empty lines and lines that begin with # are passed over.
/// </summary>
public static partial class RootKeyFile
{
    /// <summary>Bytes of a root key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Reads the file.</summary>
    /// <exception cref="RootKeyException">Missing, unreadable or malformed: names file and line, never its content.</exception>
    public static IReadOnlyList<RootKey> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllLines(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RootKeyException(
                e is FileNotFoundException or DirectoryNotFoundException
                    ? $"Keys:RootKeyFile: the file {path} does not exist."
                    : $"Keys:RootKeyFile: the file {path} cannot be read."
            );
        }
    }

    /// <summary>Makes a file with one fresh key, readable by its owner only.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static void Make(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine($"k1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}");
    }

    private static List<RootKey> Parse(string[] lines, string path)
    {
        var keys = new List<RootKey>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var material = new byte[KeyBytes];
            if (
                parts.Length != 2
                || !Id().IsMatch(parts[0])
                || !Convert.TryFromBase64String(parts[1], new byte[KeyBytes * 2], out var length)
                || length != KeyBytes
                || !Convert.TryFromBase64String(parts[1], material, out _)
            )
            {
                throw new RootKeyException(
                    $"Keys:RootKeyFile: {path}, line {i + 1}: a line must be ID BASE64-OF-32-BYTES, the id 1-16 letters, digits or dashes."
                );
            }

            if (keys.Exists(key => key.Id == parts[0]))
            {
                throw new RootKeyException(
                    $"Keys:RootKeyFile: {path}, line {i + 1}: the key id stands twice."
                );
            }

            keys.Add(new RootKey(parts[0], new SecretBytes(material)));
        }

        return keys.Count > 0
            ? keys
            : throw new RootKeyException($"Keys:RootKeyFile: the file {path} holds no key.");
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,16}$")]
    private static partial Regex Id();
}
