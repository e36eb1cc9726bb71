using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SecureAccess.Conformance.Browsing;

/// <summary>
/// A person's browser with cookies and forms and without JavaScript, except for one thing: a page that is nothing but a form which submits
/// itself (<c>form_post</c>) is submitted.
/// </summary>
public sealed class PlainBrowser : IDisposable
{
    private const int MostRedirects = 20;
    private readonly HttpClient http = new(
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            // A provider may set cookies of their own for each request; 20 a site, the default, are soon used up.
            CookieContainer = new CookieContainer(
                3000,
                1000,
                CookieContainer.DefaultCookieLengthLimit
            ),
        }
    );

    /// <summary>The page that it is on.</summary>
    public BrowserPage Page { get; private set; } = Parsed(new Uri("about:blank"), 0, "", "");

    /// <summary>Whether it is on this site.</summary>
    public bool IsAt(Uri site) =>
        Page.Address.AbsoluteUri.StartsWith(site.AbsoluteUri, StringComparison.Ordinal);

    /// <summary>Requests a page.</summary>
    public Task<BrowserPage> Get(Uri address) => Follow(address, null);

    /// <summary>Posts a form from elsewhere.</summary>
    public Task<BrowserPage> Post(Uri address, IEnumerable<KeyValuePair<string, string>> fields) =>
        Follow(address, [.. fields]);

    /// <summary>Submits a form of this page with its defaults and these answers.</summary>
    public Task<BrowserPage> Submit(
        IHtmlFormElement form,
        params (string Name, string Value)[] answers
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(input =>
                !string.IsNullOrEmpty(input.Name)
                && (input.Type is not ("radio" or "checkbox") || input.IsChecked)
            )
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Where(field => answers.All(answer => answer.Name != field.Key))
            .Concat(answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value)));
        var action = form.GetAttribute("action") is { Length: > 0 } given
            ? new Uri(Page.Address, given)
            : Page.Address;
        return Follow(action, [.. fields]);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<BrowserPage> Follow(Uri address, KeyValuePair<string, string>[]? body)
    {
        for (var i = 0; i < MostRedirects; i++)
        {
            using var request = new HttpRequestMessage(
                body is null ? HttpMethod.Get : HttpMethod.Post,
                address
            );
            request.Content = body is null ? null : new FormUrlEncodedContent(body);
            request.Headers.Accept.ParseAdd("text/html");
            using var response = await http.SendAsync(request);
            var status = (int)response.StatusCode;
            if (response.Headers.Location is { } location && status is >= 300 and < 400)
            {
                address = new Uri(address, location);
                body = status is 307 or 308 ? body : null;
                continue;
            }

            var page = Parsed(
                address,
                status,
                response.Content.Headers.ContentType?.MediaType ?? "",
                await response.Content.ReadAsStringAsync()
            );
            Page.Document.Dispose();
            Page = page;
            return SubmitsItself(page) ? await Submit(page.Document.Forms[0]) : page;
        }

        throw new ConformanceFailure(
            $"More than {MostRedirects} redirects, the last to {address.GetLeftPart(UriPartial.Path)}."
        );
    }

    private static bool SubmitsItself(BrowserPage page) =>
        page.Document.Forms.Length == 1
        && (
            page.Document.Scripts.Any(script =>
                script.Text.Contains("submit()", StringComparison.Ordinal)
            )
            || page.Document.Body?.GetAttribute("onload")
                ?.Contains("submit()", StringComparison.Ordinal) == true
        );

    private static BrowserPage Parsed(Uri address, int status, string type, string body) =>
        new(
            address,
            status,
            type,
            new HtmlParser().ParseDocument(
                type.Contains("html", StringComparison.Ordinal) ? body : ""
            )
        );
}
