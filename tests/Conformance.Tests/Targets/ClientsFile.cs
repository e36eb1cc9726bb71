using System.Text.Json;
using SecureAccess.Conformance.RelyingParty;

namespace SecureAccess.Conformance.Targets;

/// <summary>The clients of the modules in the form of this product's file of clients.</summary>
internal static class ClientsFile
{
    /// <summary>The clients that it registers.</summary>
    public static ConformanceClients Clients { get; } =
        new(
            Client("conformance-1", "client_secret_basic"),
            Client("conformance-2", "client_secret_basic"),
            Client("conformance-post", "client_secret_post")
        );

    /// <summary>The file for a relying party at this address.</summary>
    public static string For(ListeningRelyingParty party) =>
        JsonSerializer.Serialize(
            new[] { Clients.First, Clients.Second, Clients.Post }.Select(client => new
            {
                client_id = client.Id,
                client_secret = client.Secret,
                client_name = client.Id,
                redirect_uris = new[] { party.Callback.AbsoluteUri },
                post_logout_redirect_uris = new[] { party.PostLogout.AbsoluteUri },
                backchannel_logout_uri = party.BackchannelLogout.AbsoluteUri,
                grant_types = new[] { "authorization_code", "refresh_token" },
                token_endpoint_auth_method = client.Method,
                profile = "basic",
            })
        );

    private static ConformanceClient Client(string id, string method) =>
        new(id, $"{id}-secret-of-the-conformance-tests-only", method);
}
