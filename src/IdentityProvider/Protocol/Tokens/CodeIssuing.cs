using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Makes codes. A client's first one in a session, and each under <c>offline_access</c>, comes with a new grant and its event, in one
/// transaction; every later one is one inserted row (performance.md, decision 1).
/// </summary>
public sealed class CodeIssuing(
    SecureAccessDbContext database,
    StateChange change,
    SessionGrants grants,
    TokenQueries queries,
    TimeProvider clock
)
{
    /// <summary>Makes a code and stores its hash.</summary>
    /// <returns>What the client gets.</returns>
    public async Task<string> Issue(CodeToIssue decided, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decided);
        var offline = decided.Request.HasScope(OpenIddictConstants.Scopes.OfflineAccess);
        var grant = await grants.Find(decided.Client, decided.SignedIn.Session, offline);
        var code = Handle.New();
        if (grant is not null)
        {
            await queries.Codes.Insert.Execute(
                database,
                Row(code, decided, grant),
                cancellationToken
            );
            return code.Value;
        }

        try
        {
            await WithNewGrant(code, decided, offline, cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Another tab of the same person made the subject identifier first: it is there now.
            await WithNewGrant(code, decided, offline, cancellationToken);
        }

        return code.Value;
    }

    private Task WithNewGrant(
        Handle code,
        CodeToIssue decided,
        bool offline,
        CancellationToken cancellationToken
    ) =>
        change.InOneTransaction(
            async token =>
            {
                var grant = await grants.Make(
                    decided.Client,
                    decided.SignedIn.Session,
                    offline,
                    token
                );
                database.Add(Row(code, decided, grant));
            },
            cancellationToken
        );

    private AuthorizationCode Row(Handle code, CodeToIssue decided, GrantFacts grant)
    {
        var (request, session) = (decided.Request, decided.SignedIn.Session);
        return new AuthorizationCode
        {
            Hash = code.Hash,
            ClientId = request.ClientId!,
            GrantId = grant.Id,
            AccountId = session.AccountId,
            SessionId = session.Id,
            Sid = session.Sid,
            Offline = grant.Offline,
            SubjectIdentifier = grant.SubjectIdentifier,
            RedirectUri = request.RedirectUri!,
            CodeChallenge = request.CodeChallenge,
            Nonce = request.Nonce,
            Scopes = string.Join(' ', request.GetScopes().Distinct()),
            Resources = request.GetResources() is { Length: > 0 } resources
                ? string.Join(' ', resources)
                : null,
            Claims = decided.Claims.Count == 0 ? null : string.Join(' ', decided.Claims),
            Acr = decided.SignedIn.Acr,
            Amr = string.Join(' ', Acr.Amr(session.SecondFactorMethod!)),
            AuthTime = session.SecondFactorAt!.Value,
            ExpiresAt = clock.GetUtcNow() + AuthorizationCodes.Lifetime,
        };
    }
}
