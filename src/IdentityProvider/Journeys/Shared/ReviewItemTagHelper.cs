using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;review-item label="…" change="/address"&gt;value&lt;/review-item&gt;</c>: one thing that was entered, with the way to change it.</summary>
[HtmlTargetElement("review-item", ParentTag = "review-list")]
public sealed class ReviewItemTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>What it is, in the person's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>The address of the page that changes it; nothing where it cannot be changed.</summary>
    public string? Change { get; set; }

    /// <summary>What the link changes, for those who hear the link alone; the label when left out.</summary>
    public string? ChangeLabel { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var term = new TagBuilder("dt");
        term.InnerHtml.Append(Label);

        var value = new TagBuilder("dd");
        value.InnerHtml.AppendHtml(await output.GetChildContentAsync());

        output.TagName = "div";
        output.Attributes.SetAttribute("class", "sa-review__item");
        output.Content.SetHtmlContent(term).AppendHtml(value);
        if (!string.IsNullOrEmpty(Change))
        {
            output.Content.AppendHtml(Link(Change));
        }
    }

    private TagBuilder Link(string address)
    {
        var what = new TagBuilder("span");
        what.AddCssClass("usa-sr-only");
        what.InnerHtml.Append(string.IsNullOrEmpty(ChangeLabel) ? Label : ChangeLabel);

        var link = new TagBuilder("a");
        link.AddCssClass("usa-link");
        link.Attributes["href"] = address;
        link.InnerHtml.Append(texts["Review.Change"]).Append(" ").AppendHtml(what);

        var cell = new TagBuilder("dd");
        cell.AddCssClass("sa-review__change");
        cell.InnerHtml.AppendHtml(link);
        return cell;
    }
}
