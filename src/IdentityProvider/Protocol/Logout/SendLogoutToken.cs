using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Delivery;

namespace SecureAccess.Protocol.Logout;

/// <summary>Tells one client of one session's end, and records it where that did not succeed.</summary>
internal sealed class SendLogoutToken(
    ClientManager clients,
    LogoutTokens tokens,
    LogoutReceivers receivers,
    AuditLog audit
) : IRoomMessageHandler
{
    public string Kind => ClientToTell.Kind;

    public async Task<RoomMessageResult> Handle(
        RoomTelling message,
        CancellationToken cancellationToken
    )
    {
        var told = message.Read<ClientToTell>();
        return
            await clients.FindByClientIdAsync(told.ClientId, cancellationToken) is { } client
            && client.BackchannelLogoutUri is { } uri
            ? await receivers.Post(
                told.ClientId,
                new Uri(uri),
                tokens.Make(client, told, message.Key),
                cancellationToken
            )
            : new RoomMessageResult.GiveUp("not-registered");
    }

    public void GivenUp(RoomTelling message, string reason)
    {
        var told = message.Read<ClientToTell>();
        audit.Append(
            LogoutEvents.NotDelivered,
            told.AccountId,
            ("client", told.ClientId),
            ("reason", reason)
        );
    }
}
