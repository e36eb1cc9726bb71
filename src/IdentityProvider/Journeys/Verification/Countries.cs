using System.Globalization;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Journeys.Verification;

/// <summary>The countries of an address, by their ISO 3166-1 alpha-2 codes.</summary>
public static class Countries
{
    private static readonly Dictionary<string, string> Names = CultureInfo
        .GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region =>
            region.TwoLetterISORegionName is { Length: 2 } code && code.All(char.IsAsciiLetterUpper)
        )
        .DistinctBy(region => region.TwoLetterISORegionName)
        .ToDictionary(region => region.TwoLetterISORegionName, region => region.EnglishName);

    /// <summary>Every code that .NET knows a region for.</summary>
    public static IReadOnlySet<string> Codes { get; } =
        Names.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>The countries by name, the United States first: most people who register live there.</summary>
    public static IReadOnlyList<Choice> Choices { get; } =
    [
        .. Names
            .Select(name => new Choice(name.Key, name.Value))
            .OrderByDescending(choice => choice.Value == "US")
            .ThenBy(choice => choice.Label, StringComparer.InvariantCulture),
    ];
}
