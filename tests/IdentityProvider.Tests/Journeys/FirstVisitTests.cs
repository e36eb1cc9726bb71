using System.IO.Compression;
using System.Text;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys;

public sealed class FirstVisitTests
{
    [Fact]
    public async Task A_first_visit_to_sign_in_brings_less_than_100_KB_compressed()
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open("/sign-in");
        using var client = host.NewHttpClient();
        var style = browser.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        string[] text =
        [
            style,
            browser.Page.QuerySelector("script")!.GetAttribute("src")!,
            browser.Page.QuerySelector("link[rel=icon]")!.GetAttribute("href")!,
        ];
        // The two weights that the page uses; the browser asks for no other.
        string[] fonts =
        [
            "/assets/fonts/public-sans/PublicSans-Regular.woff2",
            "/assets/fonts/public-sans/PublicSans-Bold.woff2",
        ];

        var bytes = Compressed(Encoding.UTF8.GetBytes(browser.Body));
        foreach (var file in text)
        {
            bytes += Compressed(await client.GetByteArrayAsync(file));
        }

        foreach (var font in fonts)
        {
            bytes += (await client.GetByteArrayAsync(font)).Length;
        }

        bytes.ShouldBeInRange(60_000, 100_000);
    }

    private static int Compressed(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return (int)buffer.Length;
    }
}
