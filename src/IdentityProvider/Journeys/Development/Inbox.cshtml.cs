using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Delivery;

namespace SecureAccess.Journeys.Development;

/// <summary><c>/dev/inbox</c>: every message that was sent, for a developer to read. It has no address outside Development.</summary>
public sealed class InboxModel(DevelopmentInbox inbox) : PageModel
{
    /// <summary>The messages, newest first.</summary>
    public IReadOnlyList<ReceivedMessage> Messages { get; private set; } = [];

    /// <summary>Reads the messages, all or those to one address, number or username.</summary>
    public async Task OnGet([FromQuery] string? to, CancellationToken cancellationToken) =>
        Messages = await inbox.Read(string.IsNullOrEmpty(to) ? null : to, null, cancellationToken);
}
