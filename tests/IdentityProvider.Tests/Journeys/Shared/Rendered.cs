using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Tests.Journeys.Shared;

/// <summary>Writes a part of a page as Razor would, with the real texts, and reads it as a browser would.</summary>
internal static class Rendered
{
    /// <summary>The texts of the product.</summary>
    public static IStringLocalizer<SharedTexts> Texts { get; } =
        new StringLocalizer<SharedTexts>(
            new ResourceManagerStringLocalizerFactory(
                Options.Create(new LocalizationOptions()),
                NullLoggerFactory.Instance
            )
        );

    /// <summary>A page on which these fields are wrong.</summary>
    public static ViewContext Page(params (string Field, string Error)[] errors)
    {
        var state = new ModelStateDictionary();
        foreach (var (field, error) in errors)
        {
            state.AddModelError(field, error);
        }

        return new ViewContext
        {
            HttpContext = new DefaultHttpContext(),
            ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), state),
        };
    }

    /// <summary>What a tag helper writes, as the content of a body.</summary>
    /// <param name="helper">With its attributes set.</param>
    /// <param name="children">The HTML between its tags.</param>
    public static async Task<IElement> Of(TagHelper helper, string children = "")
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), "1");
        var output = new TagHelperOutput(
            "part",
            [],
            (_, _) =>
            {
                var content = new DefaultTagHelperContent();
                content.SetHtmlContent(children);
                return Task.FromResult<TagHelperContent>(content);
            }
        );
        await helper.ProcessAsync(context, output);
        // As Razor does when a tag helper leaves the content alone.
        if (!output.IsContentModified)
        {
            output.Content.SetHtmlContent(children);
        }

        await using var html = new StringWriter();
        output.WriteTo(html, HtmlEncoder.Default);
        var document = await BrowsingContext
            .New(Configuration.Default)
            .OpenAsync(page => page.Content(html.ToString()));
        return document.Body!;
    }

    /// <summary>The text of an element, white space folded.</summary>
    public static string Words(this IElement element) =>
        string.Join(
            ' ',
            element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
