using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;birth-date legend="…" month="…" day="…" year="…" /&gt;</c>: a date of birth in three fields, <c>birthMonth</c> (a list with
/// values 1 to 12), <c>birthDay</c> and <c>birthYear</c>. What is wrong with any of them stands once, above all three, and the fields
/// that it is about are marked.
/// </summary>
[HtmlTargetElement("birth-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BirthDateTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    private const string MonthName = "birthMonth";
    private const string DayName = "birthDay";
    private const string YearName = "birthYear";

    /// <summary>What is asked, in the person's language.</summary>
    public string Legend { get; set; } = "";

    /// <summary>An example, or nothing.</summary>
    public string? Hint { get; set; }

    /// <summary>The month chosen before, 1 to 12, or null.</summary>
    public string? Month { get; set; }

    /// <summary>The day as typed before, or null.</summary>
    public string? Day { get; set; }

    /// <summary>The year as typed before, or null.</summary>
    public string? Year { get; set; }

    /// <summary>The page that is being shown; its model state holds the errors by field name.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // The same sentence about two fields is said once, under the name of the first.
        var wrong = new[] { MonthName, DayName, YearName }
            .Select(name => (Name: name, Error: FieldError.Of(ViewContext, name)))
            .Where(field => field.Error is not null)
            .ToList();
        var said = wrong.DistinctBy(field => field.Error).ToList();
        var errorIds = wrong.ToDictionary(
            field => field.Name,
            field => $"{said.Find(line => line.Error == field.Error).Name}-error"
        );

        var set = new TagBuilder("fieldset");
        set.AddCssClass("usa-fieldset");
        set.InnerHtml.AppendHtml(LegendOfSet(wrong.Count > 0));
        if (!string.IsNullOrEmpty(Hint))
        {
            set.Attributes["aria-describedby"] = "birthDate-hint";
            set.InnerHtml.AppendHtml(FieldGroup.Hint("span", "birthDate", Hint));
        }

        foreach (var line in said)
        {
            set.InnerHtml.AppendHtml(FieldGroup.Error(line.Name, line.Error!));
        }

        var fields = new TagBuilder("div");
        fields.AddCssClass("usa-memorable-date");
        fields
            .InnerHtml.AppendHtml(Part(MonthName, "month", texts["BirthDate.Month"], Months()))
            .AppendHtml(Part(DayName, "day", texts["BirthDate.Day"], Digits(Day)))
            .AppendHtml(Part(YearName, "year", texts["BirthDate.Year"], Digits(Year)));
        set.InnerHtml.AppendHtml(fields);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", FieldGroup.ClassOf(wrong.FirstOrDefault().Error));
        output.Content.SetHtmlContent(set);

        TagBuilder Part(string name, string part, string label, TagBuilder control) =>
            OnePart(name, part, label, control, errorIds.GetValueOrDefault(name));
    }

    private TagBuilder LegendOfSet(bool wrong)
    {
        var legend = new TagBuilder("legend");
        legend.AddCssClass(wrong ? "usa-legend usa-label--error" : "usa-legend");
        legend.InnerHtml.Append(Legend);
        return legend;
    }

    private static TagBuilder OnePart(
        string name,
        string part,
        string label,
        TagBuilder control,
        string? errorId
    )
    {
        control.Attributes["id"] = name;
        control.Attributes["name"] = name;
        control.Attributes["autocomplete"] = $"bday-{part}";
        FieldGroup.Tie(control, errorId is not null, true, errorId is null ? [] : [errorId]);

        var text = new TagBuilder("label");
        text.AddCssClass("usa-label");
        text.Attributes["for"] = name;
        text.InnerHtml.Append(label);

        var group = new TagBuilder("div");
        group.AddCssClass($"usa-form-group usa-form-group--{part}");
        group.InnerHtml.AppendHtml(text).AppendHtml(control);
        return group;
    }

    private TagBuilder Months()
    {
        var names = CultureInfo.CurrentUICulture.DateTimeFormat.MonthNames;
        var chosen = int.TryParse(
            Month,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
        return ChoiceList.Of(
            Enumerable
                .Range(1, 12)
                .Select(month => new Choice(
                    month.ToString(CultureInfo.InvariantCulture),
                    names[month - 1]
                )),
            chosen,
            texts["BirthDate.NoMonth"]
        );
    }

    private static TagBuilder Digits(string? value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("usa-input sa-digits");
        input.Attributes["type"] = "text";
        input.Attributes["inputmode"] = "numeric";
        if (value is not null)
        {
            input.Attributes["value"] = value;
        }

        return input;
    }
}
