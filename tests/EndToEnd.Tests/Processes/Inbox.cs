using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Shouldly;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>The messages of <c>/dev/inbox.json</c>.</summary>
public sealed class Inbox(HttpClient http, Uri provider)
{
    // Several demos may run at once on a small machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<long, Message> taken = [];

    /// <summary>The codes of every message that was taken from here.</summary>
    public IEnumerable<string> Codes =>
        taken.Values.Select(message => message.Code).OfType<string>();

    /// <summary>Waits for a message with a code that was not taken before, and takes it.</summary>
    /// <param name="to">An E.164 number or an email address.</param>
    /// <param name="channel"><c>text</c>, <c>voice</c> or <c>email</c>.</param>
    public async Task<Message> Next(string to, string channel)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            var fresh = (await Messages(to, channel)).FirstOrDefault(message =>
                message.Code is not null && taken.TryAdd(message.Id, message)
            );
            if (fresh is not null)
            {
                return fresh;
            }

            await Task.Delay(100);
        }

        throw new ShouldAssertException($"No new {channel} message arrived in time.");
    }

    private async Task<IReadOnlyList<Message>> Messages(string to, string channel) =>
        await http.GetFromJsonAsync<IReadOnlyList<Message>>(
            new Uri(provider, $"dev/inbox.json?to={Uri.EscapeDataString(to)}&channel={channel}")
        ) ?? [];
}

/// <summary>One message of the development inbox.</summary>
public sealed record Message(
    long Id,
    string Channel,
    string To,
    string? Code,
    DateTimeOffset SentAt
);
