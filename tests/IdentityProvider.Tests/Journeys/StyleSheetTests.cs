using System.Net;
using System.Text.RegularExpressions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys;

public sealed partial class StyleSheetTests
{
    [Fact]
    public async Task Every_picture_and_font_of_the_style_sheet_is_served()
    {
        await using var host = await SecureAccessHost.Start();
        using var client = host.NewHttpClient();
        var style = await client.GetStringAsync("/assets/secure-access.css");
        var files = Addresses()
            .Matches(style)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        files.Count.ShouldBeGreaterThan(5);
        foreach (var file in files)
        {
            (await client.GetAsync($"/assets/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }
    }

    [GeneratedRegex("""url\("?([^")]+)""")]
    private static partial Regex Addresses();
}
