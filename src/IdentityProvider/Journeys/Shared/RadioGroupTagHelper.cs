using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;radio-group name="…" legend="…"&gt;</c> around <c>&lt;radio value="…" label="…" /&gt;</c>: one choice of several, with its error.
/// The first choice carries the group's name as its id, so that the error summary's link leads to it.
/// </summary>
[HtmlTargetElement("radio-group")]
public sealed class RadioGroupTagHelper : TagHelper
{
    /// <summary>The form field's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is chosen, in the person's language.</summary>
    public string Legend { get; set; } = "";

    /// <summary>The value chosen before, or null.</summary>
    public string? Value { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(RadioGroupTagHelper)] = this;
        var choices = await output.GetChildContentAsync();
        var error = FieldError.Of(ViewContext, Name);

        output.TagName = "div";
        output.Attributes.SetAttribute(
            "class",
            error is null ? "usa-form-group" : "usa-form-group usa-form-group--error"
        );

        var legend = new TagBuilder("legend");
        legend.AddCssClass("usa-legend");
        legend.InnerHtml.Append(Legend);

        var set = new TagBuilder("fieldset");
        set.AddCssClass("usa-fieldset");
        set.InnerHtml.AppendHtml(legend);
        if (error is not null)
        {
            var message = new TagBuilder("span");
            message.AddCssClass("usa-error-message");
            message.Attributes["id"] = $"{Name}-error";
            message.InnerHtml.Append(error);
            set.Attributes["aria-describedby"] = $"{Name}-error";
            set.InnerHtml.AppendHtml(message);
        }

        set.InnerHtml.AppendHtml(choices);
        output.Content.SetHtmlContent(set);
    }

    /// <summary>How many choices were written so far.</summary>
    internal int Count { get; set; }
}
