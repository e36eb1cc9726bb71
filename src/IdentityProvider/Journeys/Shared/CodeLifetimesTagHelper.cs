using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using SecureAccess.Codes;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;code-lifetimes /&gt;</c>: the three codes by their names (R22): where each comes from, what it looks like and how long it
/// lives, printed from the table of codes (D1).
/// </summary>
[HtmlTargetElement("code-lifetimes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CodeLifetimesTagHelper(IStringLocalizer<SharedTexts> texts, TimeWords time)
    : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        string[] columns =
        [
            texts["Codes.Name"],
            texts["Codes.Source"],
            texts["Codes.Form"],
            texts["Codes.Lifetime"],
        ];
        var table = new TagBuilder("table");
        table.AddCssClass("usa-table usa-table--borderless usa-table--stacked-header sa-codes");
        table
            .InnerHtml.AppendHtml(Element("caption", texts["Codes.Caption"]))
            .AppendHtml(Head(columns))
            .AppendHtml(Body(columns));

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "sa-scroll");
        output.Content.SetHtmlContent(table);
    }

    private (string Name, string Source, CodeKind Kind)[] Rows() =>
        [
            (texts["Codes.Confirmation"], texts["Codes.ByEmail"], CodeKind.Confirmation),
            (texts["Codes.Activation"], texts["Codes.ByText"], CodeKind.Activation),
            (texts["Codes.Activation"], texts["Codes.ByLetter"], CodeKind.MailedActivation),
            (texts["Codes.Security"], texts["Codes.ByTextOrCall"], CodeKind.Security),
            (texts["Codes.Security"], texts["Codes.ByApp"], CodeKind.AppSecurity),
        ];

    private static TagBuilder Head(string[] columns)
    {
        var row = new TagBuilder("tr");
        foreach (var column in columns)
        {
            var cell = Element("th", column);
            cell.Attributes["scope"] = "col";
            row.InnerHtml.AppendHtml(cell);
        }

        var head = new TagBuilder("thead");
        head.InnerHtml.AppendHtml(row);
        return head;
    }

    private TagBuilder Body(string[] columns)
    {
        var body = new TagBuilder("tbody");
        foreach (var (name, source, kind) in Rows())
        {
            string[] values = [name, source, FormOf(kind), time.Say(kind.Lifetime)];
            var row = new TagBuilder("tr");
            for (var column = 0; column < columns.Length; column++)
            {
                var cell = Element(column == 0 ? "th" : "td", values[column]);
                // Where there is no room for columns, each value stands under the name of its own.
                cell.Attributes["data-label"] = columns[column];
                if (column == 0)
                {
                    cell.Attributes["scope"] = "row";
                }

                row.InnerHtml.AppendHtml(cell);
            }

            body.InnerHtml.AppendHtml(row);
        }

        return body;
    }

    private string FormOf(CodeKind kind) =>
        kind.Form.IsNumeric
            ? texts["Codes.Digits", kind.Form.Length]
            : texts["Codes.Characters", kind.Form.Length];

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}
