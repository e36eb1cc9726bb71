using System.Text.Json.Nodes;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.Exchange;

/// <summary>The chain of clients that act for a person, the last one outermost (RFC 8693 4.1). Pure.</summary>
public static class ActorRules
{
    /// <summary>The claim that holds the chain; OpenIddict has another name for it.</summary>
    public const string Claim = "act";

    /// <summary>How many clients may stand in a chain: a token that is passed round does not grow for ever.</summary>
    public const int LongestChain = 5;

    /// <summary>The <c>act</c> of a token that this client gets for another.</summary>
    /// <param name="earlier">The other token's <c>act</c> as JSON, or null where it has none.</param>
    /// <param name="clientId">Who exchanges it.</param>
    /// <returns>JSON, or null when the chain would be too long.</returns>
    public static string? Next(string? earlier, string clientId)
    {
        var before = earlier is null ? null : JsonNode.Parse(earlier)!.AsObject();
        if (Length(before) >= LongestChain)
        {
            return null;
        }

        var actor = new JsonObject { [Claims.Subject] = clientId };
        if (before is not null)
        {
            actor[Claim] = before;
        }

        return actor.ToJsonString();
    }

    /// <summary>The clients of a chain, the last one first.</summary>
    public static IReadOnlyList<string> ClientsIn(string actor)
    {
        var clients = new List<string>();
        for (
            var one = JsonNode.Parse(actor)?.AsObject();
            one is not null;
            one = one[Claim]?.AsObject()
        )
        {
            clients.Add((string?)one[Claims.Subject] ?? "");
        }

        return clients;
    }

    private static int Length(JsonObject? actor) =>
        actor is null ? 0 : 1 + Length(actor[Claim]?.AsObject());
}
