using SecureAccess.Delivery;

namespace SecureAccess.Journeys.Development;

/// <summary>The channels' names in addresses and in the JSON: <c>email</c>, <c>text</c>, <c>voice</c>, <c>letter</c>.</summary>
internal static class InboxFilter
{
    /// <summary>Reads a channel's name; nothing means every channel. False when there is no such channel.</summary>
    public static bool TryRead(string? name, out Channel? channel)
    {
        channel = Enum.GetValues<Channel>()
            .Where(known => Name(known) == name)
            .Select(known => (Channel?)known)
            .FirstOrDefault();
        return channel is not null || string.IsNullOrEmpty(name);
    }

    /// <summary>The name of a channel.</summary>
    public static string Name(Channel channel) =>
        channel switch
        {
            Channel.Email => "email",
            Channel.Text => "text",
            Channel.Voice => "voice",
            Channel.Letter => "letter",
            _ => throw new ArgumentOutOfRangeException(nameof(channel)),
        };
}
