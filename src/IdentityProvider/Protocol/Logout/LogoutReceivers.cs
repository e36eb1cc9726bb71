using System.Net;
using SecureAccess.Delivery;

namespace SecureAccess.Protocol.Logout;

/// <summary>Posts a logout token to a client's address, and reads from the status alone what came of it: the body is not looked at.</summary>
public sealed class LogoutReceivers(HttpClient http)
{
    /// <summary>How long a receiver has for its answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Whose breaker a request counts for.</summary>
    internal static readonly HttpRequestOptionsKey<string> Receiver = new("receiver");

    /// <summary>Posts once.</summary>
    /// <param name="clientId">The client that is told.</param>
    /// <param name="address">Its address.</param>
    /// <param name="logoutToken">What it is told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RoomMessageResult> Post(
        string clientId,
        Uri address,
        string logoutToken,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var content = new FormUrlEncodedContent([
                KeyValuePair.Create("logout_token", logoutToken),
            ]);
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = content,
            };
            request.Options.Set(Receiver, clientId);
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.NoContent => new RoomMessageResult.Done(),
                // A refusal (2.8, status 400) too may be of this hour only: keys not fetched yet, a clock or a setting that is wrong. It is about this
                // one token; the next may be taken.
                var other => new RoomMessageResult.TryAgain(
                    $"http-{(int)other}",
                    OnlyThisOne: other == HttpStatusCode.BadRequest
                ),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RoomMessageResult.TryAgain("time-out");
        }
        catch (HttpRequestException)
        {
            return new RoomMessageResult.TryAgain("no-connection");
        }
    }
}
