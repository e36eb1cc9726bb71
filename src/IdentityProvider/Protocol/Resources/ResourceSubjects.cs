using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Resources;

/// <summary>
/// The name by which an API, or a client that asks about a token, knows the person (OpenID Connect Core 8.1): its own sector's, whatever
/// the client calls the person that the token was issued to.
/// </summary>
internal sealed class ResourceSubjects(StateChange change, SubjectIdentifiers subjects)
{
    /// <summary>The name, made and stored when there is none yet.</summary>
    public async Task<string> Of(Guid accountId, Client client, CancellationToken cancellationToken)
    {
        if (await subjects.Known(accountId, client, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            return await Make(accountId, client, cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Another request made it first: it is there now.
            return await Make(accountId, client, cancellationToken);
        }
    }

    private Task<string> Make(Guid accountId, Client client, CancellationToken cancellationToken) =>
        change.InOneTransaction(token => subjects.Of(accountId, client, token), cancellationToken);
}
