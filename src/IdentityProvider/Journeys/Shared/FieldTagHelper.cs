using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;field name="…" label="…" /&gt;</c>: one input with its label, hint and error in one group, tied together for screen readers.
/// What was typed comes back after an error; passwords and codes never do.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The form field's name and the input's id (lower camel case, <c>interface.md</c>).</summary>
    public string Name { get; set; } = "";

    /// <summary>What the field is called, in the person's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>One more line about the field, or nothing.</summary>
    public string? Hint { get; set; }

    /// <summary>What kind of value it takes; the default is one line of text.</summary>
    public FieldKind Kind { get; set; }

    /// <summary>What was typed before; ignored for passwords and codes.</summary>
    public string? Value { get; set; }

    /// <summary>The HTML autofill name, such as <c>username</c>; codes have <c>one-time-code</c> by themselves.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = FieldError.Of(ViewContext, Name);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class",
            error is null ? "usa-form-group" : "usa-form-group usa-form-group--error"
        );

        var describedBy = new List<string>(2);
        var label = new TagBuilder("label");
        label.AddCssClass(error is null ? "usa-label" : "usa-label usa-label--error");
        label.Attributes["for"] = Name;
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);

        if (!string.IsNullOrEmpty(Hint))
        {
            output.Content.AppendHtml(Line("div", $"{Name}-hint", "usa-hint", Hint, describedBy));
        }

        if (error is not null)
        {
            output.Content.AppendHtml(
                Line("span", $"{Name}-error", "usa-error-message", error, describedBy)
            );
        }

        output.Content.AppendHtml(Input(error is not null, describedBy));
        if (Kind == FieldKind.Password)
        {
            output.Content.AppendHtml(ShowPassword());
        }
    }

    private TagBuilder Input(bool wrong, List<string> describedBy)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("usa-input");
        input.Attributes["id"] = Name;
        input.Attributes["name"] = Name;
        input.Attributes["type"] = Kind == FieldKind.Password ? "password" : "text";
        input.Attributes["autocapitalize"] = "none";
        input.Attributes["autocorrect"] = "off";
        input.Attributes["spellcheck"] = "false";
        if (Kind == FieldKind.Code)
        {
            input.AddCssClass("sa-code");
            input.Attributes["inputmode"] = "numeric";
            input.Attributes["autocomplete"] = "one-time-code";
        }
        else if (Autocomplete is not null)
        {
            input.Attributes["autocomplete"] = Autocomplete;
        }

        if (Kind == FieldKind.Text && Value is not null)
        {
            input.Attributes["value"] = Value;
        }

        if (wrong)
        {
            input.AddCssClass("usa-input--error");
            input.Attributes["aria-invalid"] = "true";
        }

        if (describedBy.Count > 0)
        {
            input.Attributes["aria-describedby"] = string.Join(' ', describedBy);
        }

        return input;
    }

    // Hidden until the script shows it; a box without a name, so that the form's first button stays its main one.
    private TagBuilder ShowPassword()
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass("usa-checkbox__input");
        box.Attributes["id"] = $"{Name}-show";
        box.Attributes["type"] = "checkbox";
        box.Attributes["aria-controls"] = Name;
        box.Attributes["data-show-password"] = "";

        var label = new TagBuilder("label");
        label.AddCssClass("usa-checkbox__label");
        label.Attributes["for"] = $"{Name}-show";
        label.InnerHtml.Append(texts["ShowPassword"]);

        var group = new TagBuilder("div");
        group.AddCssClass("usa-checkbox sa-show-password");
        group.Attributes["hidden"] = "hidden";
        group.InnerHtml.AppendHtml(box).AppendHtml(label);
        return group;
    }

    private static TagBuilder Line(
        string element,
        string id,
        string style,
        string text,
        List<string> describedBy
    )
    {
        var line = new TagBuilder(element);
        line.AddCssClass(style);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        describedBy.Add(id);
        return line;
    }
}
