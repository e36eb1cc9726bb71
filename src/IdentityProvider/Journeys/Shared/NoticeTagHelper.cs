using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary>How much a notice matters.</summary>
public enum NoticeKind
{
    /// <summary>Something to know.</summary>
    Info,

    /// <summary>Something to act on.</summary>
    Warning,

    /// <summary>Something that failed.</summary>
    Error,

    /// <summary>Something that was done.</summary>
    Success,
}

/// <summary><c>&lt;notice kind="…" heading="…"&gt;</c>: a message that stands out on the page; a slim one without a heading.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    /// <summary>How much it matters.</summary>
    public NoticeKind Kind { get; set; }

    /// <summary>Its first words in bold, or nothing.</summary>
    public string? Heading { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = new TagBuilder("div");
        text.AddCssClass("usa-alert__text");
        text.InnerHtml.AppendHtml(await output.GetChildContentAsync());

        var body = new TagBuilder("div");
        body.AddCssClass("usa-alert__body");
        if (!string.IsNullOrEmpty(Heading))
        {
            // A paragraph: a notice may stand above the page's first heading.
            var heading = new TagBuilder("p");
            heading.AddCssClass("usa-alert__heading");
            heading.InnerHtml.Append(Heading);
            body.InnerHtml.AppendHtml(heading);
        }

        body.InnerHtml.AppendHtml(text);
        output.TagName = "div";
        output.Attributes.SetAttribute("class", ClassOf());
        output.Attributes.SetAttribute("role", Kind == NoticeKind.Error ? "alert" : "status");
        output.Content.SetHtmlContent(body);
    }

    private string ClassOf()
    {
        var kind = Kind switch
        {
            NoticeKind.Info => "usa-alert--info",
            NoticeKind.Warning => "usa-alert--warning",
            NoticeKind.Error => "usa-alert--error",
            NoticeKind.Success => "usa-alert--success",
            _ => throw new InvalidOperationException("A notice is of one of the kinds."),
        };
        return string.IsNullOrEmpty(Heading)
            ? $"usa-alert {kind} usa-alert--slim"
            : $"usa-alert {kind}";
    }
}
