using System.Text.RegularExpressions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Architecture;

public sealed partial class DocumentTests
{
    [Fact]
    // Fails when: a document links to a file or a heading that is not there.
    public void Every_link_in_the_documents_resolves()
    {
        var documents = Repository.Files(".md").ToList();
        documents.ShouldContain(file => file.EndsWith("ARCHITECTURE.md", StringComparison.Ordinal));
        documents.SelectMany(file => Broken(file, File.ReadAllText(file))).ShouldBeEmpty();
    }

    [Fact]
    // Fails when: the test above passes over a broken link.
    public void A_planted_broken_link_is_found()
    {
        var document = Path.Combine(Repository.Root, "planted.md");
        Broken(document, "# One\n[a](SecureAccess.sln) [b](#one) [c](https://example.org/x)")
            .ShouldBeEmpty();
        Broken(document, "[a](no/such/file.md)").ShouldHaveSingleItem();
        Broken(document, "# One\n[a](#two)").ShouldHaveSingleItem();
    }

    [Fact]
    // Fails when: a test that proves a number does not say, in one line beside it, what makes it fail.
    public void Every_test_of_a_requirement_says_what_makes_it_fail()
    {
        var files = Repository
            .Files(".cs")
            .Where(file =>
                file.StartsWith(Path.Combine(Repository.Root, "tests"), StringComparison.Ordinal)
            );
        var silent = files
            .SelectMany(file =>
                Silent(Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file))
            )
            .ToList();
        silent.ShouldBeEmpty();
    }

    [Fact]
    // Fails when: the test above passes over a silent one.
    public void A_planted_silent_test_is_found()
    {
        var trait = "    [Trait(\"Requirement\", \"R1\")]";
        Silent("a", ["[Fact]", trait, "// Fails when: x.", "public void A()"]).ShouldBeEmpty();
        Silent(
                "a",
                [
                    "// Fails when: x.",
                    "public void B()",
                    "}",
                    "",
                    "[Fact]",
                    trait,
                    "public void A()",
                ]
            )
            .ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Broken(string document, string text)
    {
        foreach (var target in Links().Matches(text).Select(match => match.Groups[1].Value))
        {
            var parts = target.Split('#', 2);
            if (
                Uri.TryCreate(target, UriKind.Absolute, out var uri)
                && uri.Scheme != Uri.UriSchemeFile
            )
            {
                continue;
            }

            var file =
                parts[0].Length == 0
                    ? document
                    : Path.Combine(
                        Path.GetDirectoryName(document)!,
                        Uri.UnescapeDataString(parts[0])
                    );
            var content =
                parts[0].Length == 0 ? text
                : File.Exists(file) ? File.ReadAllText(file)
                : null;
            if (
                content is null
                    ? !Directory.Exists(file)
                    : parts.Length == 2 && !Headings(content).Contains(parts[1])
            )
            {
                yield return $"{Path.GetFileName(document)}: {target}";
            }
        }
    }

    // As GitHub makes them: lower case, without punctuation, spaces as dashes.
    private static IEnumerable<string> Headings(string text) =>
        Heading()
            .Matches(text)
            .Select(match =>
                NotInAnchor()
                    .Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "")
                    .Replace(' ', '-')
            );

    private static readonly string[] Marks = ["[Fact", "[Theory", "[Property"];

    // The lines without a blank one between them belong together: attributes, comment, signature. A trait of a class is one of each
    // of its tests.
    private static IEnumerable<string> Silent(string file, string[] lines)
    {
        var wholeClass = lines.Any(line => line.StartsWith(Trait, StringComparison.Ordinal));
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimStart();
            var isTest = Marks.Any(mark => line.StartsWith(mark, StringComparison.Ordinal));
            if (isTest && Together(lines, i) is var together && !together.Any(Says))
            {
                if (
                    wholeClass
                    || together.Any(other =>
                        other.TrimStart().StartsWith(Trait, StringComparison.Ordinal)
                    )
                )
                {
                    yield return $"{file}:{i + 1}";
                }
            }
        }
    }

    private const string Trait = "[Trait(\"Requirement\"";

    private static bool Says(string line) =>
        line.Contains("// Fails when:", StringComparison.Ordinal);

    private static string[] Together(string[] lines, int line)
    {
        var (from, to) = (line, line);
        while (from > 0 && lines[from - 1].Trim().Length > 0)
        {
            from--;
        }

        while (to < lines.Length - 1 && lines[to + 1].Trim().Length > 0)
        {
            to++;
        }

        return lines[from..(to + 1)];
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
