using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;choose name="…" label="…" options="…" /&gt;</c>: one choice out of a list, with its label, hint and error. What was chosen
/// comes back after an error.
/// </summary>
[HtmlTargetElement("choose", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChooseTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The form field's name and the list's id.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is chosen, in the person's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>One more line about it, or nothing.</summary>
    public string? Hint { get; set; }

    /// <summary>The value chosen before, or null.</summary>
    public string? Value { get; set; }

    /// <summary>The choices in their order.</summary>
    public IReadOnlyList<Choice> Options { get; set; } = [];

    /// <summary>What the first line says, such as "Select one"; it sends an empty value. Without it the list has no such line.</summary>
    public string? Empty { get; set; }

    /// <summary>The HTML autofill name, such as <c>country</c>.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>True where nothing need be chosen: the label says so.</summary>
    public bool Optional { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var list = ChoiceList.Of(Options, Value, Empty);
        if (Autocomplete is not null)
        {
            list.Attributes["autocomplete"] = Autocomplete;
        }

        var words = new FieldWords(
            Name,
            Label,
            Hint,
            FieldError.Of(ViewContext, Name),
            Optional ? texts["Optional"].Value : null
        );
        FieldGroup.Write(output, words, list);
    }
}
