using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary>The words around one control of a form.</summary>
/// <param name="Name">The form field's name and the control's id.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Hint">One more line about it, or nothing.</param>
/// <param name="Error">What is wrong with it, or null.</param>
/// <param name="Optional">What the label says of a field that may stay empty; null where it must be filled in.</param>
internal sealed record FieldWords(
    string Name,
    string Label,
    string? Hint,
    string? Error,
    string? Optional
);

/// <summary>Puts label, hint, error and control into one group and ties them together for screen readers.</summary>
internal static class FieldGroup
{
    /// <summary>Writes the group; the control gets its id, its name and what ties it to the rest.</summary>
    public static void Write(TagHelperOutput output, FieldWords words, TagBuilder control)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", ClassOf(words.Error));
        output.Content.AppendHtml(LabelOf(words));

        var describedBy = new List<string>(2);
        if (!string.IsNullOrEmpty(words.Hint))
        {
            describedBy.Add($"{words.Name}-hint");
            output.Content.AppendHtml(Hint("div", words.Name, words.Hint));
        }

        if (words.Error is not null)
        {
            describedBy.Add($"{words.Name}-error");
            output.Content.AppendHtml(Error(words.Name, words.Error));
        }

        control.Attributes["id"] = words.Name;
        control.Attributes["name"] = words.Name;
        Tie(control, words.Error is not null, words.Optional is null, describedBy);
        output.Content.AppendHtml(control);
    }

    /// <summary>The style of a group with or without an error.</summary>
    public static string ClassOf(string? error) =>
        error is null ? "usa-form-group" : "usa-form-group usa-form-group--error";

    /// <summary>A line of help; its id is the name and <c>-hint</c>.</summary>
    public static TagBuilder Hint(string element, string name, string text) =>
        Line(element, $"{name}-hint", "usa-hint", text);

    /// <summary>A line that says what is wrong; its id is the name and <c>-error</c>.</summary>
    public static TagBuilder Error(string name, string text) =>
        Line("span", $"{name}-error", "usa-error-message", text);

    /// <summary>Marks a control as wrong, as needed, and as described by other elements.</summary>
    public static void Tie(
        TagBuilder control,
        bool wrong,
        bool needed,
        IReadOnlyCollection<string> describedBy
    )
    {
        // Not the browser's own "required": what is missing is said by the server, in the person's language, beside the field.
        if (needed)
        {
            control.Attributes["aria-required"] = "true";
        }

        if (wrong)
        {
            control.AddCssClass("usa-input--error");
            control.Attributes["aria-invalid"] = "true";
        }

        if (describedBy.Count > 0)
        {
            control.Attributes["aria-describedby"] = string.Join(' ', describedBy);
        }
    }

    private static TagBuilder LabelOf(FieldWords words)
    {
        var label = new TagBuilder("label");
        label.AddCssClass(words.Error is null ? "usa-label" : "usa-label usa-label--error");
        label.Attributes["for"] = words.Name;
        label.InnerHtml.Append(words.Label);
        if (words.Optional is not null)
        {
            var optional = new TagBuilder("span");
            optional.AddCssClass("usa-hint");
            optional.InnerHtml.Append(words.Optional);
            label.InnerHtml.Append(" ").AppendHtml(optional);
        }

        return label;
    }

    private static TagBuilder Line(string element, string id, string style, string text)
    {
        var line = new TagBuilder(element);
        line.AddCssClass(style);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}
