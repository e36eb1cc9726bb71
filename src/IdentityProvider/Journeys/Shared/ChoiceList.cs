using Microsoft.AspNetCore.Mvc.Rendering;

namespace SecureAccess.Journeys.Shared;

/// <summary>Makes a list to choose from.</summary>
internal static class ChoiceList
{
    /// <summary>A select with its choices in their order.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="chosen">The value chosen before; null or a value that is no choice: the first is.</param>
    /// <param name="empty">What the first line says, which sends nothing; null: there is no such line.</param>
    public static TagBuilder Of(IEnumerable<Choice> choices, string? chosen, string? empty)
    {
        var list = new TagBuilder("select");
        list.AddCssClass("usa-select");
        if (empty is not null)
        {
            list.InnerHtml.AppendHtml(Line(new Choice("", empty), chosen: false));
        }

        foreach (var choice in choices)
        {
            list.InnerHtml.AppendHtml(
                Line(choice, string.Equals(choice.Value, chosen, StringComparison.Ordinal))
            );
        }

        return list;
    }

    private static TagBuilder Line(Choice choice, bool chosen)
    {
        var line = new TagBuilder("option");
        line.Attributes["value"] = choice.Value;
        if (chosen)
        {
            line.Attributes["selected"] = "selected";
        }

        line.InnerHtml.Append(choice.Label);
        return line;
    }
}
