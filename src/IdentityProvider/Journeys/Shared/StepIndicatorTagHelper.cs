using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;step-indicator steps="…" current="2" /&gt;</c>: where a person is on a way of several pages. "Step 2 of 5" stands in text, a
/// paragraph and no heading: the page's first heading is its own, which follows.
/// </summary>
[HtmlTargetElement("step-indicator", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepIndicatorTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The steps' names in the person's language, in their order.</summary>
    public IReadOnlyList<string> Steps { get; set; } = [];

    /// <summary>The step of this page; the first is 1. 0: the page belongs to no such way now, and nothing is written.</summary>
    public int Current { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Current);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Current, Steps.Count);

        if (Current == 0)
        {
            output.SuppressOutput();
            return;
        }

        var list = new TagBuilder("ol");
        list.AddCssClass("usa-step-indicator__segments");
        list.Attributes["aria-label"] = texts["Steps.Name"];
        for (var step = 1; step <= Steps.Count; step++)
        {
            list.InnerHtml.AppendHtml(Segment(step));
        }

        var name = new TagBuilder("span");
        name.AddCssClass("usa-step-indicator__heading-text");
        name.InnerHtml.Append(Steps[Current - 1]);

        var counter = new TagBuilder("span");
        counter.AddCssClass("sa-steps__counter");
        counter.InnerHtml.Append(texts["Steps.Here", Current, Steps.Count]);

        var here = new TagBuilder("p");
        here.AddCssClass("usa-step-indicator__heading");
        here.InnerHtml.AppendHtml(counter).Append(" ").AppendHtml(name);

        var header = new TagBuilder("div");
        header.AddCssClass("usa-step-indicator__header");
        header.InnerHtml.AppendHtml(here);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class",
            "usa-step-indicator usa-step-indicator--counters-sm sa-steps"
        );
        output.Content.AppendHtml(list).AppendHtml(header);
    }

    private TagBuilder Segment(int step)
    {
        var state = new TagBuilder("span");
        state.AddCssClass("usa-sr-only");
        state.InnerHtml.Append(
            step < Current ? texts["Steps.Completed"]
            : step == Current ? texts["Steps.Current"]
            : texts["Steps.NotCompleted"]
        );

        var label = new TagBuilder("span");
        label.AddCssClass("usa-step-indicator__segment-label");
        label.InnerHtml.Append(Steps[step - 1]).Append(" ").AppendHtml(state);

        var segment = new TagBuilder("li");
        segment.AddCssClass("usa-step-indicator__segment");
        if (step < Current)
        {
            segment.AddCssClass("usa-step-indicator__segment--complete");
        }
        else if (step == Current)
        {
            segment.AddCssClass("usa-step-indicator__segment--current");
            segment.Attributes["aria-current"] = "step";
        }

        segment.InnerHtml.AppendHtml(label);
        return segment;
    }
}
