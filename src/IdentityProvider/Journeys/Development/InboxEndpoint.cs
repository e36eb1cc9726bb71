using SecureAccess.Delivery;

namespace SecureAccess.Journeys.Development;

/// <summary><c>/dev/inbox.json</c>: the messages that were sent, newest first, for automated tests.</summary>
internal static class InboxEndpoint
{
    public static void MapInboxJson(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/dev/inbox.json",
            async (string? to, string? channel, DevelopmentInbox inbox, HttpContext http) =>
            {
                if (!InboxFilter.TryRead(channel, out var wanted))
                {
                    return Results.BadRequest(
                        new { error = "channel must be email, text, voice or letter." }
                    );
                }

                http.Response.Headers.CacheControl = "no-store";
                var messages = await inbox.Read(to, wanted, http.RequestAborted);
                return Results.Json(messages.Select(InboxEntry.Of));
            }
        );

    /// <summary>A message as the JSON has it (<c>interface.md</c>).</summary>
    internal sealed record InboxEntry(
        long Id,
        string Channel,
        string To,
        string Language,
        string Subject,
        string Body,
        string? Code,
        DateTimeOffset SentAt
    )
    {
        public static InboxEntry Of(ReceivedMessage received) =>
            new(
                received.Id,
                InboxFilter.Name(received.Message.Channel),
                received.Message.To,
                received.Message.Language,
                received.Message.Subject,
                received.Message.Body,
                received.Message.Code,
                received.SentAt
            );
    }
}
