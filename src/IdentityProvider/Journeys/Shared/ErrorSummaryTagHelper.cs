using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;error-summary /&gt;</c>: everything that is wrong on the page, each line a link to its field; nothing when nothing is wrong.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The page's fields in their order, separated by spaces: the order of the lines. Errors of no field come first.</summary>
    public string Fields { get; set; } = "";

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var modelState = ViewContext.ViewData.ModelState;
        if (modelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-alert usa-alert--error");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", "");

        var list = new TagBuilder("ul");
        list.AddCssClass("usa-list usa-alert__text");
        var order = Fields.Split(' ');
        // The same sentence about several fields, such as those of one date, leads to the first of them.
        var lines = modelState
            .OrderBy(error => Array.IndexOf(order, error.Key))
            .SelectMany(entry =>
                entry.Value!.Errors.Select(error => (Field: entry.Key, error.ErrorMessage))
            )
            .DistinctBy(line => line.ErrorMessage);
        foreach (var (field, message) in lines)
        {
            list.InnerHtml.AppendHtml(Line(field, message));
        }

        var heading = new TagBuilder("p");
        heading.AddCssClass("usa-alert__heading");
        heading.InnerHtml.Append(texts["ErrorSummaryHeading"]);

        var body = new TagBuilder("div");
        body.AddCssClass("usa-alert__body");
        body.InnerHtml.AppendHtml(heading).AppendHtml(list);
        output.Content.SetHtmlContent(body);
    }

    private static TagBuilder Line(string field, string message)
    {
        var line = new TagBuilder("li");
        if (field.Length == 0)
        {
            line.InnerHtml.Append(message);
            return line;
        }

        var link = new TagBuilder("a");
        link.AddCssClass("usa-link");
        link.Attributes["href"] = "#" + field;
        link.InnerHtml.Append(message);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
