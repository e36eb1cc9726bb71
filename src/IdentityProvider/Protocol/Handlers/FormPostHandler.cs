using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Localization;
using NetEscapades.AspNetCore.SecurityHeaders;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Sessions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// The page of <c>response_mode=form_post</c>: ours, because OpenIddict's has an inline script without a nonce. It has a visible button and
/// works without the script too.
/// </summary>
internal sealed class AnswerByFormPost(HtmlEncoder html, IStringLocalizer<ProtocolTexts> texts)
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (
            context.RedirectUri is not { Length: > 0 } uri
            || context.ResponseMode != OpenIddictConstants.ResponseModes.FormPost
        )
        {
            return;
        }

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        // The headers then let this one form lead there.
        http.Features.Set(RedirectOrigin.Of(uri));
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(Page(context, uri, http.GetNonce()), Encoding.UTF8);
        context.HandleRequest();
    }

    private string Page(ApplyAuthorizationResponseContext context, string uri, string nonce)
    {
        var page = new StringBuilder()
            .Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .Append(html.Encode(texts["FormPost.Title"]))
            .Append("</title></head><body><main><form id=\"answer\" method=\"post\" action=\"")
            .Append(html.Encode(uri))
            .Append("\">");
        foreach (var (name, value) in context.Response.GetParameters())
        {
            if ((string?)value is { Length: > 0 } text)
            {
                page.Append("<input type=\"hidden\" name=\"")
                    .Append(html.Encode(name))
                    .Append("\" value=\"")
                    .Append(html.Encode(text))
                    .Append("\">");
            }
        }

        return page.Append("<button type=\"submit\">")
            .Append(html.Encode(texts["FormPost.Continue"]))
            .Append("</button></form></main><script nonce=\"")
            .Append(html.Encode(nonce))
            .Append("\">document.getElementById(\"answer\").submit();</script></body></html>")
            .ToString();
    }
}
