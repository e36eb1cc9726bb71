using System.Net;
using SecureAccess.Sessions.Devices;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Protocol.Devices;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Consent;

public sealed class DevicePageTests
{
    // Fails when: a code is taken only as the device shows it.
    [Theory]
    [InlineData("BCDF-GHJK", "BCDFGHJK")]
    [InlineData("bcdfghjk", "BCDFGHJK")]
    [InlineData("  bcdf ghjk ", "BCDFGHJK")]
    [InlineData("b.c-d_f—g h j k", "BCDFGHJK")]
    [InlineData("BCDF-GHJ", null)]
    [InlineData("BCDF-GHJKL", null)]
    [InlineData("ACDF-GHJK", null)]
    [InlineData("ВCDF-GHJK", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_without_blanks_and_dashes_and_in_capitals(
        string? typed,
        string? read
    ) => UserCodeRules.Read(typed).ShouldBe(read);

    // Fails when: the link with the code does anything before the person goes on, or the person is not warned.
    [Fact]
    [Trait("Threat", "Phishing-relay")]
    public async Task A_link_with_the_code_fills_it_in_and_warns_and_does_nothing_else()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tv = TestDevice.Tv(host);
        var codes = await tv.Ask();
        await browser.Open(codes.Json.GetProperty("verification_uri_complete").GetString()!);
        browser.Path().ShouldBe("/device");
        browser.ValueOf("userCode").ShouldBe(codes.UserCode);
        browser.MainText.ShouldContain("Check that a device in front of you shows this code");
        await browser.Submit();
        browser.Path().ShouldBe("/consent");
        await browser.Submit();
        (await tv.Poll(codes)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: what stands in a link is put into the page as it came.
    [Fact]
    public async Task A_link_with_anything_else_fills_in_nothing()
    {
        await using var host = await TestDevice.Start();
        var browser = host.NewBrowser();
        foreach (var sent in (string[])["<script>", "ABCDEFGH", new string('B', 10_000), "%00"])
        {
            await browser.Open("/device?user_code=" + Uri.EscapeDataString(sent));
            browser.Status.ShouldBe(HttpStatusCode.OK);
            browser.ValueOf("userCode").ShouldBeNullOrEmpty();
        }
    }

    // Fails when: a code that never was, is used, or is no code at all is told apart from another.
    [Fact]
    public async Task There_is_one_failure_for_every_wrong_code()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tv = TestDevice.Tv(host);
        var used = await tv.Ask();
        await TestDevice.Approve(browser, used);
        var said = new HashSet<string?>();
        foreach (var typed in (string[])["", "x", used.UserCode, "BCDF-GHJK", "käse-🧀"])
        {
            await browser.Open("/device");
            await browser.Submit(("userCode", typed));
            browser.Path().ShouldBe("/device");
            said.Add(browser.ErrorBeside("userCode"));
        }

        said.ShouldHaveSingleItem().ShouldNotBeNull();
    }

    // Fails when: codes can be guessed at without end from one source, or by one account from many.
    [Fact]
    [Trait("Threat", "Guessing-codes")]
    public async Task Twenty_wrong_codes_an_hour_are_all_of_a_source_and_of_an_account()
    {
        await using var host = await TestDevice.Start();
        var account = await host.Add(new TestPerson());
        var codes = await TestDevice.Tv(host).Ask();
        var stranger = host.NewBrowser("203.0.113.7");
        await Guess(stranger, 20);
        await TestDevice.Type(stranger, codes);
        stranger.ErrorBeside("userCode")!.ShouldContain("Too many codes");

        var signedIn = await TestTool.SignedIn(host, account);
        await Guess(signedIn, 20);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await TestDevice.Type(signedIn, codes);
        signedIn.ErrorBeside("userCode")!.ShouldContain("Too many codes");

        var another = host.NewBrowser("203.0.113.8");
        await TestDevice.Type(another, codes);
        another.Path().ShouldBe("/sign-in");
    }

    // Fails when: right codes use the budget up.
    [Fact]
    public async Task Right_codes_cost_nothing()
    {
        await using var host = await TestDevice.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var codes = await TestDevice.Tv(host).Ask();
        for (var i = 0; i < 25; i++)
        {
            await TestDevice.Type(browser, codes);
            browser.Path().ShouldBe("/consent");
        }
    }

    [Theory]
    [InlineData("/device/connected", HttpStatusCode.OK)]
    [InlineData("/device/refused", HttpStatusCode.OK)]
    [InlineData("/device/too-late", HttpStatusCode.OK)]
    [InlineData("/device/anything", HttpStatusCode.NotFound)]
    public async Task There_is_a_page_for_each_outcome(string address, HttpStatusCode status)
    {
        await using var host = await SecureAccessHost.Start();
        var browser = host.NewBrowser();
        await browser.Open(address);
        browser.Status.ShouldBe(status);
        browser.Heading().ShouldNotContain("Device.");
        browser.Page.Title!.ShouldNotContain("Device.");
    }

    private static async Task Guess(Browser browser, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await browser.Open("/device");
            await browser.Submit(("userCode", "BCDFGHJK"));
            browser.ErrorBeside("userCode")!.ShouldStartWith("This code is not valid");
        }
    }
}
