using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys;

/// <summary>The texts that people see: each is in the resources, each resource is used, and each language has them all.</summary>
public sealed partial class TextsTests
{
    private static readonly string Source = Repository.Of("src", "IdentityProvider");
    private static readonly string SharedFile = Path.Combine(
        Source,
        "Journeys",
        "Shared",
        "SharedTexts.resx"
    );

    public static TheoryData<string> Resources =>
        [.. ResourceFiles().Where(IsNeutral).Select(file => Path.GetRelativePath(Source, file))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_text_is_used(string resource)
    {
        var file = Path.Combine(Source, resource);
        var sources = SourcesBeside(
            file == SharedFile ? Path.Combine(Source, "Journeys") : Path.GetDirectoryName(file)!
        );

        Keys(file).Where(key => !IsUsed(key, sources)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_text_that_a_page_asks_for_exists(string resource)
    {
        var file = Path.Combine(Source, resource);

        Asked(SourcesBeside(Path.GetDirectoryName(file)!)).Except(Keys(file)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_shared_text_that_a_page_asks_for_exists() =>
        AskedOfShared()
            .Matches(SourcesBeside(Path.Combine(Source, "Journeys")))
            .Select(match => match.Groups[1].Value)
            .Except(Keys(SharedFile))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_language_has_every_text_with_the_same_values_in_it(string resource)
    {
        var neutral = Texts(Path.Combine(Source, resource));
        var translations = ResourceFiles()
            .Where(file => !IsNeutral(file) && Neutral(file) == Path.Combine(Source, resource));
        foreach (var translation in translations)
        {
            var translated = Texts(translation);
            translated.Keys.ShouldBe(neutral.Keys, ignoreOrder: true, translation);
            foreach (var (key, text) in neutral)
            {
                Values(translated[key]).ShouldBe(Values(text), $"{translation}: {key}");
            }
        }
    }

    [Fact]
    public void No_page_says_anything_that_is_not_in_the_resources()
    {
        var pages = Directory.EnumerateFiles(
            Path.Combine(Source, "Journeys"),
            "*.cshtml",
            SearchOption.AllDirectories
        );
        foreach (var page in pages)
        {
            var markup = Code().Replace(File.ReadAllText(page), "");
            Spoken()
                .Matches(markup)
                .Select(match => match.Groups[1].Value.Trim())
                .Where(text => text.Any(char.IsLetter))
                .ShouldBeEmpty(page);
        }
    }

    [Fact]
    public void The_checks_see_a_planted_fault()
    {
        Asked("@T[\"Planted.Key\"] texts[\"Other\", 1]").ShouldBe(["Planted.Key", "Other"]);
        Spoken()
            .IsMatch(Code().Replace("@page \"/x\"\n@model X\n<p>Planted text</p>", ""))
            .ShouldBeTrue();
        Values("{0} of {1}").ShouldBe(["{0}", "{1}"]);
    }

    // Written out, or made of a written beginning and one word: $"SecurityCode.{channel}".
    private static bool IsUsed(string key, string sources) =>
        sources.Contains($"\"{key}\"", StringComparison.Ordinal)
        || (
            key.Contains('.', StringComparison.Ordinal)
            && sources.Contains($"$\"{key[..key.LastIndexOf('.')]}.{{", StringComparison.Ordinal)
        );

    private static IEnumerable<string> ResourceFiles() =>
        Directory
            .EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );

    private static string SourcesBeside(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file =>
                    file.EndsWith(".cs", StringComparison.Ordinal)
                    || file.EndsWith(".cshtml", StringComparison.Ordinal)
                )
                .Select(File.ReadAllText)
        );

    private static Dictionary<string, string> Texts(string file) =>
        XDocument
            .Load(file)
            .Root!.Elements("data")
            .ToDictionary(
                data => data.Attribute("name")!.Value,
                data => data.Element("value")!.Value
            );

    private static Dictionary<string, string>.KeyCollection Keys(string file) => Texts(file).Keys;

    private static string[] Asked(string source) =>
        [.. AskedOfOwn().Matches(source).Select(match => match.Groups[1].Value).Distinct()];

    private static string[] Values(string text) =>
        [
            .. Placeholder()
                .Matches(text)
                .Select(match => match.Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsNeutral(string file) => Neutral(file) == file;

    // SignInTexts.es.resx is the Spanish of SignInTexts.resx.
    private static string Neutral(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var culture = Path.GetExtension(name).TrimStart('.');
        return
            culture.Length > 0
            && CultureInfo.GetCultures(CultureTypes.AllCultures).Any(known => known.Name == culture)
            ? Path.Combine(
                Path.GetDirectoryName(file)!,
                Path.GetFileNameWithoutExtension(name) + ".resx"
            )
            : file;
    }

    [GeneratedRegex("""\b(?:T|texts)\["([^"]+)""")]
    private static partial Regex AskedOfOwn();

    [GeneratedRegex("""\bShared\["([^"]+)""")]
    private static partial Regex AskedOfShared();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    // What is not markup: directives, code blocks, expressions, comments.
    [GeneratedRegex(
        """@\*.*?\*@|@functions\s*\{.*\n\}|@\{.*?\n\}|^\s*(?:@(?:page|model|using|inject|namespace|addTagHelper|if|foreach|await)\b|else\b)[^\n]*$|@\((?:[^()]|\([^()]*\))*\)|@[A-Za-z][\w.!?]*(?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|[\w.!?])*|&\w+;""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Code();

    [GeneratedRegex(">([^<>{}@]+)<")]
    private static partial Regex Spoken();
}
