using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary><c>&lt;review-list&gt;</c> around <c>&lt;review-item&gt;</c>: what was entered, to look over before it is sent.</summary>
[HtmlTargetElement("review-list")]
public sealed class ReviewListTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "sa-review");
    }
}
