using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// Every form that posts carries the page's sign-in request along, in its address and as a hidden field, so that no page can forget it
/// and two tabs keep two requests; an errand goes along likewise. A form without an address of its own gets the page's, without the name of a handler that an earlier
/// form on the page called.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class CarrySignInRequestTagHelper : TagHelper
{
    /// <summary>The page that is being shown.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var action =
            output.Attributes["action"]?.Value?.ToString()
            ?? http.Request.PathBase + http.Request.Path;
        if (CarriedSignInRequest.Of(http) is { } id)
        {
            action = QueryHelpers.AddQueryString(action, CarriedSignInRequest.Name, id);
            var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            hidden.Attributes["type"] = "hidden";
            hidden.Attributes["name"] = CarriedSignInRequest.Name;
            hidden.Attributes["value"] = id;
            output.PostContent.AppendHtml(hidden);
        }

        if (Errand.Find(http.Request.Query[Errand.Parameter]) is { } errand)
        {
            action = QueryHelpers.AddQueryString(action, Errand.Parameter, errand.Name);
        }

        output.Attributes.SetAttribute("action", action);
    }
}
