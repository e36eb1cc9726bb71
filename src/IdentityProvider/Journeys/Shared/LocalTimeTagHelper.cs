using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;local-time instant="…" /&gt;</c>: an exact time in words, in UTC; the script says it in the browser's own time zone. Rounded up
/// to the minute, so that nobody is told to try again too early.
/// </summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LocalTimeTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The time.</summary>
    public DateTimeOffset Instant { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var beyond = Instant.UtcTicks % TimeSpan.TicksPerMinute;
        var minute = beyond == 0 ? Instant : Instant.AddTicks(TimeSpan.TicksPerMinute - beyond);
        var utc = minute.UtcDateTime;

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "datetime",
            utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );
        output.Attributes.SetAttribute("data-local-time", "");
        output.Content.SetContent(
            utc.ToString(texts["Instant.Pattern"], CultureInfo.CurrentCulture)
        );
    }
}
