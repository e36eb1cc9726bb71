using SecureAccess.EndToEnd.Processes;
using SecureAccess.EndToEnd.Walks;

namespace SecureAccess.EndToEnd.Leaks;

/// <summary>What the walk left behind, searched for everything that was used in it.</summary>
internal static class LeakReport
{
    /// <summary>Every value that was used: of the people, the codes that were sent or shown, and the tokens.</summary>
    public static IReadOnlyList<KnownValue> ValuesOf(Walk walk) =>
        [
            .. DemoPerson.All.SelectMany(KnownValue.Of),
            .. walk.Codes.Select(code => new KnownValue("a code", code)),
            .. walk.Plain.Tokens.Select(token => new KnownValue("a token", token)),
        ];

    /// <summary>Every value that was used in registrations: of the people, the codes, and the secrets of the apps.</summary>
    public static IReadOnlyList<KnownValue> ValuesOf(RegistrationWalk walk) =>
        [
            .. DemoPerson.All.SelectMany(KnownValue.Of),
            .. walk.Registrants.SelectMany(KnownValue.Of),
            .. walk.Codes.Select(code => new KnownValue("a code", code)),
            .. walk.AppSecrets.SelectMany(secret =>
                new[]
                {
                    new KnownValue("an app secret", secret),
                    new KnownValue(
                        "an app secret",
                        secret.Replace(" ", "", StringComparison.Ordinal)
                    ),
                }
            ),
            .. RegistrationErrors.Typed.Select(value => new KnownValue("what was mistyped", value)),
        ];

    public static IReadOnlyList<string> InDatabase(string file, LeakSearch search) =>
        [
            .. DatabaseCells
                .Read(file)
                .SelectMany(cell =>
                    cell.Leaks(search).Select(kind => $"{cell.Table}.{cell.Column}: {kind}")
                )
                .Distinct(),
        ];

    public static IReadOnlyList<string> InLines(IEnumerable<string> lines, LeakSearch search) =>
        [
            .. lines
                .SelectMany(line => search.In(line).Select(kind => $"{kind}: {Shorten(line)}"))
                .Distinct(),
        ];

    public static IReadOnlyList<string> InAddresses(
        IEnumerable<string> addresses,
        LeakSearch search
    ) =>
        [
            .. addresses
                .Distinct()
                .SelectMany(address =>
                    search
                        .InAddress(address)
                        .Select(kind => $"{kind}: {new Uri(address).AbsolutePath}")
                )
                .Distinct(),
        ];

    private static string Shorten(string line) => line.Length <= 200 ? line : line[..200] + "…";
}
