using SecureAccess.Clients;

namespace SecureAccess.Protocol.Resources;

/// <summary>
/// Decides whether a client may have a token for the resources that it names (RFC 8707 2): this server itself, and each API that its
/// registration lists. Asked at authorize, at the pushed request and again at every token, so that what was taken back is refused at once.
/// </summary>
internal sealed class ResourceIndicators(RegisteredResources resources)
{
    /// <summary>How many resources one request may name.</summary>
    public const int Most = 5;

    private static readonly TargetReading.Refused Unknown = new(
        "The resource is not one that this client is registered for.",
        ErrorCauses.ResourceNotRegistered
    );

    /// <summary>The target of a token for these names.</summary>
    /// <param name="asked">As the client wrote them, at least one.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="issuer">This server, which every client may name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<TargetReading> Decide(
        IReadOnlyList<string> asked,
        Client client,
        string issuer,
        CancellationToken cancellationToken
    )
    {
        if (asked.Count > Most)
        {
            return new TargetReading.Refused(
                $"At most {Most} resources can be named at once.",
                ErrorCauses.ResourceNotRegistered
            );
        }

        var named = asked.Where(name => name != issuer).ToArray();
        foreach (var name in named)
        {
            if (!await resources.MayAsk(client, name, cancellationToken))
            {
                return Unknown;
            }
        }

        // Compared with what is registered now: relative names, fragments and APIs that were switched off are among the unknown ones.
        var apis = await resources.Of(named, cancellationToken);
        if (apis.Count < named.Length)
        {
            return Unknown;
        }

        // One token names the person once: APIs that know people by different names must not meet in it (OpenID Connect Core 8.1).
        return apis.Select(SubjectIdentifiers.SectorOf).Distinct().Count() > 1
            ? new TargetReading.Refused(
                "These resources know people by different names: ask for them one by one.",
                ErrorCauses.ResourcesOfSeveralSectors
            )
            : new TargetReading.Allowed(new TokenTarget(asked, apis.Count > 0 ? apis[0] : null));
    }
}
