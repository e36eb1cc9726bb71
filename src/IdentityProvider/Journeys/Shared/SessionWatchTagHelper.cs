using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// <c>&lt;session-watch /&gt;</c>: says when a person is signed out without activity. With the script it warns five minutes before, and
/// one press of a button stays signed in (WCAG 2.2.1). Without a session it writes nothing.
/// </summary>
[HtmlTargetElement("session-watch", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SessionWatchTagHelper(
    CurrentSession current,
    TimeProvider clock,
    TimeWords time,
    IStringLocalizer<SharedTexts> texts
) : TagHelper
{
    private static readonly TimeSpan WarnBefore = TimeSpan.FromMinutes(5);

    /// <summary>The page that is being shown.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.TagMode = TagMode.StartTagAndEndTag;
        var http = ViewContext.HttpContext;
        if (await current.Load(http, http.RequestAborted) is { } signedIn)
        {
            output.Content.AppendHtml(Warning(signedIn.Session)).AppendHtml(Line());
        }
    }

    private TagBuilder Line()
    {
        var line = new TagBuilder("p");
        line.AddCssClass("sa-session-line");
        line.InnerHtml.Append(texts["Session.Idle", time.Say(SessionRules.Idle)]);
        return line;
    }

    // Hidden until the script shows it. What it says goes into the text only then: a change is what screen readers announce.
    private TagBuilder Warning(Session session)
    {
        var text = new TagBuilder("p");
        text.AddCssClass("usa-alert__text");
        text.Attributes["role"] = "alert";
        text.Attributes["data-session-text"] = "";

        var ways = new TagBuilder("div");
        ways.AddCssClass("sa-session__ways");
        ways.InnerHtml.AppendHtml(Stay()).AppendHtml(SignIn());

        var body = new TagBuilder("div");
        body.AddCssClass("usa-alert__body");
        body.InnerHtml.AppendHtml(text).AppendHtml(ways);

        var warning = new TagBuilder("div");
        warning.AddCssClass("usa-alert usa-alert--warning sa-session");
        warning.Attributes["hidden"] = "hidden";
        warning.Attributes["data-session"] = SessionAlive.Address;
        warning.Attributes["data-ends-in"] = SessionAlive.EndsIn(session, clock.GetUtcNow());
        warning.Attributes["data-warn-before"] = WarnBefore.TotalSeconds.ToString(
            CultureInfo.InvariantCulture
        );
        warning.Attributes["data-minutes"] = texts["Session.EndsInMinutes"];
        warning.Attributes["data-minute"] = texts["Session.EndsInAMinute"];
        warning.Attributes["data-ended"] = texts["Session.Ended"];
        warning.InnerHtml.AppendHtml(body);
        return warning;
    }

    private TagBuilder Stay()
    {
        var button = new TagBuilder("button");
        button.AddCssClass("usa-button");
        button.Attributes["type"] = "button";
        button.Attributes["data-session-stay"] = "";
        button.InnerHtml.Append(texts["Session.Stay"]);
        return button;
    }

    // The page's own address: it leads to where signing in begins, and keeps what the tool asked for.
    private TagBuilder SignIn()
    {
        var http = ViewContext.HttpContext;
        var address = http.Request.PathBase + http.Request.Path;
        var link = new TagBuilder("a");
        link.AddCssClass("usa-button");
        link.Attributes["href"] = CarriedSignInRequest.Of(http) is { } id
            ? QueryHelpers.AddQueryString(address, CarriedSignInRequest.Name, id)
            : address;
        link.Attributes["hidden"] = "hidden";
        link.Attributes["data-session-sign-in"] = "";
        link.InnerHtml.Append(texts["Session.SignIn"]);
        return link;
    }
}
