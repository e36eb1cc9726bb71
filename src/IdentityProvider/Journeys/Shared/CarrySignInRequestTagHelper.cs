using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SecureAccess.Journeys.Shared;

/// <summary>Every form that posts carries the page's sign-in request along, so that no page can forget it and two tabs keep two requests.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class CarrySignInRequestTagHelper : TagHelper
{
    /// <summary>The page that is being shown.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (CarriedSignInRequest.Of(ViewContext.HttpContext) is not { } id)
        {
            return;
        }

        var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        hidden.Attributes["type"] = "hidden";
        hidden.Attributes["name"] = CarriedSignInRequest.Name;
        hidden.Attributes["value"] = id;
        output.PostContent.AppendHtml(hidden);
    }
}
