using System.Net;
using SecureAccess.Delivery;

namespace SecureAccess.Protocol.Logout;

/// <summary>Posts a logout token to a client's address, and reads from the status alone what came of it: the body is not looked at.</summary>
public sealed class LogoutReceivers(HttpClient http)
{
    /// <summary>How long a receiver has for its answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Posts once.</summary>
    public async Task<RoomMessageResult> Post(
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
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.NoContent => new RoomMessageResult.Done(),
                // 2.8: the request or the token was refused; the same one again would be too.
                HttpStatusCode.BadRequest => new RoomMessageResult.GiveUp("http-400"),
                var other => new RoomMessageResult.TryAgain($"http-{(int)other}"),
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
