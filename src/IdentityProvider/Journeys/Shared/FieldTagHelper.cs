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

    /// <summary>The HTML autofill name, such as <c>username</c>, in place of the one that the kind has by itself.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>True for a field that may stay empty: the label says so.</summary>
    public bool Optional { get; set; }

    /// <summary><c>small</c> or <c>medium</c>, where what is typed is short; nothing for the full width.</summary>
    public string? Width { get; set; }

    /// <summary>True where each word begins with a capital letter, such as in names and addresses: a phone's keyboard then does so.</summary>
    public bool Words { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = new FieldWords(
            Name,
            Label,
            Hint,
            FieldError.Of(ViewContext, Name),
            Optional ? texts["Optional"].Value : null
        );
        FieldGroup.Write(output, words, Input());
        if (Kind is FieldKind.Password or FieldKind.NewPassword)
        {
            output.Content.AppendHtml(ShowPassword());
        }
    }

    private TagBuilder Input()
    {
        var traits = FieldTraits.Of(Kind);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("usa-input");
        input.Attributes["type"] = traits.Type;
        input.Attributes["autocapitalize"] = Words ? "words" : traits.Capitals;
        input.Attributes["autocorrect"] = "off";
        input.Attributes["spellcheck"] = "false";
        Set(input, "inputmode", traits.InputMode);
        Set(input, "autocomplete", Autocomplete ?? traits.Autocomplete);
        Set(input, "data-mask", traits.Mask);
        if (traits.Style is not null)
        {
            input.AddCssClass(traits.Style);
        }

        if (!string.IsNullOrEmpty(Width))
        {
            input.AddCssClass(WidthClass(Width));
        }

        if (traits.ComesBack)
        {
            Set(input, "value", Value);
        }

        return input;
    }

    private static void Set(TagBuilder input, string attribute, string? value)
    {
        if (value is not null)
        {
            input.Attributes[attribute] = value;
        }
    }

    private static string WidthClass(string width) =>
        width switch
        {
            "small" => "usa-input--small",
            "medium" => "usa-input--medium",
            _ => throw new InvalidOperationException("A field's width is small or medium."),
        };

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
}
