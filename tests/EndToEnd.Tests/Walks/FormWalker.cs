using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Follows redirects and submits forms as a browser without JavaScript does. Stops before an address that it was told to stop at.</summary>
public sealed class FormWalker(ICollection<string> requested) : IDisposable
{
    private const int MostRedirects = 20;
    private readonly HttpClient http = new(
        new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    );

    /// <summary>The address of the page, or the one that it stopped before.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>The page.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    /// <summary>An address that begins like this is not requested: the client reads what stands in it.</summary>
    public string? StopBefore { get; set; }

    /// <summary>Whether it stopped before an address.</summary>
    public bool Stopped =>
        StopBefore is { } start && Address.AbsoluteUri.StartsWith(start, StringComparison.Ordinal);

    /// <summary>Requests a page.</summary>
    public async Task Get(Uri address) => await Follow(address, body: null);

    /// <summary>The first POST form of the main part.</summary>
    public IHtmlFormElement? MainForm =>
        Page.QuerySelector<IHtmlFormElement>("main form[method=post]");

    /// <summary>Whether the page is of this site.</summary>
    public bool IsAt(Uri site) =>
        Address.AbsoluteUri.StartsWith(site.AbsoluteUri, StringComparison.Ordinal);

    /// <summary>Whether the main part has a field of this name.</summary>
    public bool Has(string field) => Page.QuerySelector($"main form [name='{field}']") is not null;

    /// <summary>The names of the fields of that form that a person fills in, in their order, each once.</summary>
    public IReadOnlyList<string> Fields =>
        MainForm is null
            ? []
            :
            [
                .. MainForm
                    .QuerySelectorAll(
                        "input[name]:not([type=hidden]):not([readonly]), select[name]"
                    )
                    .Select(element => element.GetAttribute("name")!)
                    .Distinct(),
            ];

    /// <summary>The words of the main part, each run of space as one.</summary>
    public string Text =>
        string.Join(
            ' ',
            (Page.QuerySelector("main .sa-card") ?? Page.QuerySelector("main"))?.TextContent.Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            ) ?? []
        );

    /// <summary>Goes on: submits the first POST form with these answers, or where there is none follows the first button-like link.</summary>
    public async Task GoOn(params (string Name, string Value)[] answers)
    {
        if (
            MainForm is null
            && Page.QuerySelector("main a.usa-button")?.GetAttribute("href") is { } link
        )
        {
            await Get(new Uri(Address, link));
            return;
        }

        await Submit(answers);
    }

    /// <summary>Submits the first POST form with these answers, its hidden fields and defaults.</summary>
    public async Task Submit(params (string Name, string Value)[] answers)
    {
        var form =
            MainForm
            ?? throw new InvalidOperationException(
                $"{Address.AbsolutePath} has no form to go on with."
            );
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(input =>
                input.Name is not null
                && (input.Type is not ("radio" or "checkbox") || input.IsChecked)
            )
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var list in form.QuerySelectorAll<IHtmlSelectElement>("select[name]"))
        {
            fields[list.Name!] = list.Value ?? "";
        }

        foreach (var (name, value) in answers)
        {
            fields[name] = value;
        }

        var action = form.GetAttribute("action") is { Length: > 0 } given
            ? new Uri(Address, given)
            : Address;
        await Follow(action, fields);
    }

    /// <summary>Goes on by forms or button-like links until it leaves a site or there is no way on.</summary>
    public async Task GoOnWhileAt(Uri site)
    {
        for (var i = 0; i < 5 && !Stopped && IsAt(site); i++)
        {
            if (MainForm is null)
            {
                return;
            }

            await Submit();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        http.Dispose();
        Page.Dispose();
    }

    private async Task Follow(Uri address, IReadOnlyDictionary<string, string>? body)
    {
        Address = address;
        for (var i = 0; i < MostRedirects; i++)
        {
            requested.Add(Address.AbsoluteUri);
            using var request = new HttpRequestMessage(
                body is null ? HttpMethod.Get : HttpMethod.Post,
                Address
            );
            // As a browser does: there are sites that only then send a person to sign in.
            request.Headers.Accept.ParseAdd("text/html, application/xhtml+xml, */*;q=0.8");
            request.Content = body is null ? null : new FormUrlEncodedContent(body);
            using var response = await http.SendAsync(request);
            if (
                response.Headers.Location is not { } location
                || (int)response.StatusCode is < 300 or >= 400
            )
            {
                Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
                return;
            }

            Address = new Uri(Address, location);
            body = null;
            if (Stopped)
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"More than {MostRedirects} redirects, the last to {Address.AbsolutePath}."
        );
    }
}
