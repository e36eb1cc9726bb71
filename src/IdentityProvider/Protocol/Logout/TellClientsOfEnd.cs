using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Logout;

/// <summary>
/// Turns the end of a session into one message for each client that got a code in it and wants to be told (OpenID Connect
/// Back-Channel Logout 1.0): from then on each has tries of its own.
/// </summary>
internal sealed class TellClientsOfEnd(
    SecureAccessDbContext database,
    RoomOutbox outbox,
    AuditLog audit
) : IRoomMessageHandler
{
    public string Kind => SessionEnded.Kind;

    public async Task<RoomMessageResult> Handle(
        RoomTelling message,
        CancellationToken cancellationToken
    )
    {
        var ended = message.Read<SessionEnded>();
        var clients = await ToTell(ended, cancellationToken);
        return new RoomMessageResult.Done(_ =>
        {
            foreach (var client in clients)
            {
                outbox.Add(ClientToTell.Kind, client.ClientId, client, ClientToTell.WorthFor);
            }

            return Task.CompletedTask;
        });
    }

    public void GivenUp(RoomTelling message, string reason)
    {
        var ended = message.Read<SessionEnded>();
        audit.Append(LogoutEvents.NotTold, ended.AccountId, ("sid", ended.Sid), ("reason", reason));
    }

    // By the name that each grant was given under: after a join the account may have another by now, and the client knows this one.
    private async Task<List<ClientToTell>> ToTell(
        SessionEnded ended,
        CancellationToken cancellationToken
    )
    {
        var found = await database
            .Set<Grant>()
            .Where(grant => grant.SessionId == ended.SessionId)
            .Join(
                database
                    .Set<Client>()
                    .Where(client =>
                        client.BackchannelLogoutUri != null && client.DisabledAt == null
                    ),
                grant => grant.ApplicationId,
                client => client.Id,
                (grant, client) => new { client.ClientId, grant.SubjectIdentifier }
            )
            .Distinct()
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Select(one => new ClientToTell(
                one.ClientId!,
                ended.Sid,
                one.SubjectIdentifier,
                ended.AccountId
            )),
        ];
    }
}
