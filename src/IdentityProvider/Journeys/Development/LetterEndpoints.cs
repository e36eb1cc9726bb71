using System.Globalization;
using SecureAccess.Delivery;

namespace SecureAccess.Journeys.Development;

/// <summary><c>/dev/inbox/letter/ID</c>: a letter as the page that is printed.</summary>
internal static class LetterEndpoints
{
    private const string StyleSheet = "/dev/inbox/letter.css";

    /// <summary>The address of a letter's page.</summary>
    public static string AddressOf(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"/dev/inbox/letter/{id}");

    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(StyleSheet, () => Results.Text(LetterPage.StyleSheet, "text/css"));
        routes.MapGet(
            "/dev/inbox/letter/{id:long}",
            async (long id, DevelopmentInbox inbox, HttpContext http) =>
            {
                var letters = await inbox.Read(null, Channel.Letter, http.RequestAborted);
                http.Response.Headers.CacheControl = "no-store";
                return
                    letters.FirstOrDefault(letter => letter.Id == id)
                        is { Message.Letter: not null } found
                    ? Results.Content(
                        LetterPage.Of(found.Message, StyleSheet),
                        "text/html; charset=utf-8"
                    )
                    : Results.NotFound();
            }
        );
    }
}
