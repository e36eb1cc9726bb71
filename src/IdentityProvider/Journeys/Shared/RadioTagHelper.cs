using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;radio value="…" label="…" description="…" /&gt;</c>: one choice inside a <c>radio-group</c>.</summary>
[HtmlTargetElement("radio", ParentTag = "radio-group", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadioTagHelper : TagHelper
{
    /// <summary>What the form sends.</summary>
    public string Value { get; set; } = "";

    /// <summary>The choice in the person's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>One more line about the choice, or nothing.</summary>
    public string? Description { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var group = (RadioGroupTagHelper)context.Items[typeof(RadioGroupTagHelper)];
        var id = group.Count++ == 0 ? group.Name : $"{group.Name}-{Value}";

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("usa-radio__input usa-radio__input--tile");
        input.Attributes["id"] = id;
        input.Attributes["type"] = "radio";
        input.Attributes["name"] = group.Name;
        input.Attributes["value"] = Value;
        if (string.Equals(group.Value, Value, StringComparison.Ordinal))
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("usa-radio__label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (!string.IsNullOrEmpty(Description))
        {
            var description = new TagBuilder("span");
            description.AddCssClass("usa-radio__label-description");
            description.InnerHtml.Append(Description);
            label.InnerHtml.AppendHtml(description);
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-radio");
        output.Content.AppendHtml(input).AppendHtml(label);
    }
}
