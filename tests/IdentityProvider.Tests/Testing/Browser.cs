using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Shouldly;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// One person's browser: cookies, pages, forms as they stand in the page (antiforgery included), redirects followed within the
/// server. A redirect to elsewhere is not followed: it is <see cref="SentTo"/>.
/// </summary>
internal sealed class Browser(HttpMessageHandler server, Uri origin, string source = "127.0.0.1")
{
    private readonly Uri home = origin;
    private readonly HttpClient http = new(server, disposeHandler: false) { BaseAddress = origin };

    private (
        HttpMethod Method,
        Uri Address,
        IReadOnlyList<(string Name, string Value)>? Fields
    ) last = (HttpMethod.Get, origin, null);

    /// <summary>Its cookies.</summary>
    public CookieContainer Cookies { get; private set; } = new();

    /// <summary>Where it is.</summary>
    public Uri Url { get; private set; } = origin;

    /// <summary>The last status.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The last answer.</summary>
    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>Every answer on the way to the last one, redirects included.</summary>
    public IReadOnlyList<HttpResponseMessage> Hops { get; private set; } = [];

    /// <summary>The last body.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The last page.</summary>
    public IDocument Page { get; private set; } = null!;

    /// <summary>The address elsewhere that the last answer led to; null: it led nowhere else.</summary>
    public Uri? SentTo { get; private set; }

    /// <summary>The main part's text, white space folded.</summary>
    public string MainText =>
        string.Join(
            ' ',
            Page.QuerySelector("main")!
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>The parameters of the query of <see cref="SentTo"/>.</summary>
    public IReadOnlyDictionary<string, string> SentParameters =>
        Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
                SentTo.ShouldNotBeNull("The browser was sent nowhere.").Query
            )
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());

    /// <summary>Another tab of the same browser: the same cookies, a page of its own.</summary>
    public Browser NewTab() => new(server, home, source) { Cookies = Cookies };

    /// <summary>Opens an address.</summary>
    public Task<Browser> Open(string address) => Send(HttpMethod.Get, new Uri(Url, address), null);

    /// <summary>Sends the last request once more, answered or not: what a browser does when the person reloads.</summary>
    public Task<Browser> Again() => Send(last.Method, last.Address, last.Fields);

    /// <summary>Posts fields to an address as a form, without taking a page's form.</summary>
    public Task<Browser> Post(string address, params (string Name, string Value)[] fields) =>
        Send(HttpMethod.Post, new Uri(Url, address), fields);

    /// <summary>Fills in and submits the first form of the main part that holds every named field.</summary>
    public Task<Browser> Submit(params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelectorAll<IHtmlFormElement>("main form")
            .FirstOrDefault(form =>
                string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase)
                && fields.All(field => form.QuerySelector($"[name='{field.Name}']") is not null)
            )
            .ShouldNotBeNull(
                $"No form with {string.Join(", ", fields.Select(field => field.Name))} at {Url}: {MainText}"
            );
        return Submit(form, fields);
    }

    /// <summary>Submits the form that a CSS selector names.</summary>
    public Task<Browser> SubmitForm(string selector, params (string Name, string Value)[] fields) =>
        Submit(
            Page.QuerySelector<IHtmlFormElement>(selector)
                .ShouldNotBeNull($"No {selector} at {Url}: {MainText}"),
            fields
        );

    /// <summary>Follows the link that a CSS selector names.</summary>
    public Task<Browser> Follow(string selector) =>
        Open(
            Page.QuerySelector(selector)
                .ShouldNotBeNull($"No {selector} at {Url}: {MainText}")
                .GetAttribute("href")!
        );

    /// <summary>Fills in and submits a form.</summary>
    public Task<Browser> Submit(IHtmlFormElement form, (string Name, string Value)[] fields)
    {
        var sent = new List<(string Name, string Value)>();
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || fields.Any(field => field.Name == name))
            {
                continue;
            }

            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked:
                case IHtmlInputElement { Type: "submit" or "button" }:
                    break;
                case IHtmlInputElement input:
                    sent.Add((name, input.Value));
                    break;
                case IHtmlSelectElement select:
                    sent.Add((name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    sent.Add((name, area.Value));
                    break;
            }
        }

        var action = form.GetAttribute("action");
        return Send(
            HttpMethod.Post,
            string.IsNullOrEmpty(action) ? Url : new Uri(Url, action),
            [.. sent, .. fields]
        );
    }

    private async Task<Browser> Send(
        HttpMethod method,
        Uri address,
        IReadOnlyList<(string Name, string Value)>? fields
    )
    {
        SentTo = null;
        Hops = [];
        for (var hop = 0; ; hop++)
        {
            hop.ShouldBeLessThan(20, $"The browser goes round in circles at {address}.");
            last = (method, address, fields);
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Add(SecureAccessHost.SourceHeader, source);
            var cookies = Cookies.GetCookieHeader(address);
            if (cookies.Length > 0)
            {
                request.Headers.Add("Cookie", cookies);
            }

            if (fields is not null)
            {
                request.Content = new FormUrlEncodedContent(
                    fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
                );
            }

            Response = await http.SendAsync(request);
            Hops = [.. Hops, Response];
            Url = address;
            if (Response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    Cookies.SetCookies(address, cookie);
                }
            }

            Body = await Response.Content.ReadAsStringAsync();
            if (Response.Headers.Location is not { } location)
            {
                Page = await BrowsingContext
                    .New(Configuration.Default)
                    .OpenAsync(page => page.Content(Body).Address(Url));
                return this;
            }

            var next = new Uri(address, location);
            if (next.GetLeftPart(UriPartial.Authority) != home.GetLeftPart(UriPartial.Authority))
            {
                SentTo = next;
                return this;
            }

            if (
                Response.StatusCode
                is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            )
            {
                (method, fields) = (HttpMethod.Get, null);
            }

            address = next;
        }
    }
}
