using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;part title="…"&gt;</c> around fields that belong together, such as those of an address.</summary>
[HtmlTargetElement("part")]
public sealed class PartTagHelper : TagHelper
{
    /// <summary>What the fields are together, in the person's language.</summary>
    public string Title { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.GetChildContentAsync();
        var legend = new TagBuilder("legend");
        legend.AddCssClass("usa-legend usa-legend--large");
        legend.InnerHtml.Append(Title);

        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", "usa-fieldset sa-part");
        output.PreContent.AppendHtml(legend);
        output.Content.SetHtmlContent(fields);
    }
}
