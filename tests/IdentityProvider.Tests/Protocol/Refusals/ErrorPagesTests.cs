using System.Net;
using System.Reflection;
using SecureAccess.Clients;
using SecureAccess.Protocol.Refusals;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Refusals;

/// <summary>The dictionary of errors, and the way to it from every answer.</summary>
public sealed class ErrorPagesTests
{
    // Fails when: an error or cause has no text, or the page of an error does not show one of its causes.
    [Fact]
    public async Task Every_error_has_a_page_with_each_of_its_causes()
    {
        await using var host = await SecureAccessHost.Start();
        var browser = host.NewBrowser();
        await browser.Open("/errors");
        var listed = browser
            .Page.QuerySelectorAll("main dt a")
            .Select(link => link.GetAttribute("href")!)
            .ToList();

        listed.Count.ShouldBe(ClientErrors.CausesOf.Count);
        foreach (var address in listed)
        {
            await browser.Open(address);
            browser.Status.ShouldBe(HttpStatusCode.OK, address);
            browser
                .Page.QuerySelectorAll("main section")
                .Select(section => section.Id)
                .ShouldBe(ClientErrors.CausesOf[address["/errors/".Length..]], address);
            // A text that is missing shows its key.
            browser.MainText.ShouldNotMatch("(Title|What|Cause|Why|Do)\\.[a-z]", address);
        }
    }

    // Fails when: an unknown error has a page, or the server fails at one.
    [Theory]
    [InlineData("/errors/nonsense")]
    [InlineData("/errors/INVALID_GRANT")]
    [InlineData("/errors/invalid_grant%2f..")]
    public async Task There_is_no_page_for_an_error_that_does_not_exist(string address)
    {
        await using var host = await SecureAccessHost.Start();
        var browser = host.NewBrowser();

        await browser.Open(address);

        ((int)browser.Status).ShouldBeInRange(400, 499);
    }

    // Fails when: a cause is in no error's list, or the table of OpenIddict's numbers leads to a cause that has no page.
    [Fact]
    public void Every_cause_has_its_place()
    {
        var placed = ClientErrors.CausesOf.Values.SelectMany(causes => causes).ToHashSet();
        typeof(ErrorCauses)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ShouldBe(placed, ignoreOrder: true);
        Enumerable
            .Range(2000, 200)
            .Select(number =>
                FrameworkCauses.Of("invalid_request", $"https://example.org/errors/ID{number}")!
            )
            .Where(cause => !cause.StartsWith("ID", StringComparison.Ordinal))
            .Distinct()
            .ShouldBeSubsetOf(placed);
    }

    // Fails when: an answer of a machine's endpoint, a redirect, a Bearer challenge or a person's page does not name the error's page.
    [Fact]
    public async Task Every_error_answer_leads_to_its_page()
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        var (browser, errors) = (host.NewBrowser(), new Uri(host.Origin, "errors/").AbsoluteUri);

        (await tool.Redeem("nonsense"))
            .Text("error_uri")
            .ShouldBe(errors + "invalid_grant#code-not-valid");
        (await tool.Token(("grant_type", "nonsense")))
            .Text("error_uri")
            .ShouldStartWith(errors + "unsupported_grant_type");

        await browser.Open(tool.AuthorizeAddress(("scope", "openid tin")));
        browser.SentParameters["error_uri"].ShouldBe(errors + "invalid_scope#scope-not-registered");
        await browser.Open(tool.AuthorizeAddress(("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("login_required");
        browser.SentParameters["error_description"].ShouldNotContain("denied");
        browser.SentParameters["error_uri"].ShouldStartWith(errors + "login_required");

        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new("Bearer", "nonsense");
        using var answer = await http.SendAsync(request);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain(errors + "invalid_token");

        await browser.Open(tool.AuthorizeAddress(("redirect_uri", "https://evil.example/")));
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser
            .Page.QuerySelector("main a[href^='/errors/']")!
            .GetAttribute("href")
            .ShouldBe("/errors/invalid_request#redirect-uri-not-registered");
    }
}
