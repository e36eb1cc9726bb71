using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;tick name="…" label="…" description="…" /&gt;</c>: a box to tick, which sends <c>true</c>, or nothing while it is empty.</summary>
[HtmlTargetElement("tick", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TickTagHelper : TagHelper
{
    /// <summary>The form field's name and the box's id.</summary>
    public string Name { get; set; } = "";

    /// <summary>What ticking it says, in the person's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>One more line about it, or nothing.</summary>
    public string? Description { get; set; }

    /// <summary>Whether it was ticked before.</summary>
    public bool Checked { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = FieldError.Of(ViewContext, Name);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", FieldGroup.ClassOf(error));
        if (error is not null)
        {
            output.Content.AppendHtml(FieldGroup.Error(Name, error));
        }

        var box = new TagBuilder("div");
        box.AddCssClass("usa-checkbox");
        box.InnerHtml.AppendHtml(Input(error)).AppendHtml(LabelOfBox());
        output.Content.AppendHtml(box);
    }

    private TagBuilder Input(string? error)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("usa-checkbox__input usa-checkbox__input--tile");
        input.Attributes["id"] = Name;
        input.Attributes["type"] = "checkbox";
        input.Attributes["name"] = Name;
        input.Attributes["value"] = "true";
        if (Checked)
        {
            input.Attributes["checked"] = "checked";
        }

        if (error is not null)
        {
            input.Attributes["aria-invalid"] = "true";
            input.Attributes["aria-describedby"] = $"{Name}-error";
        }

        return input;
    }

    private TagBuilder LabelOfBox()
    {
        var label = new TagBuilder("label");
        label.AddCssClass("usa-checkbox__label");
        label.Attributes["for"] = Name;
        label.InnerHtml.Append(Label);
        if (!string.IsNullOrEmpty(Description))
        {
            var description = new TagBuilder("span");
            description.AddCssClass("usa-checkbox__label-description");
            description.InnerHtml.Append(Description);
            label.InnerHtml.AppendHtml(description);
        }

        return label;
    }
}
