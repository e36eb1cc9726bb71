using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace SecureAccess.Tests.Testing;

/// <summary>A browser's cookies, carried from one request to the next: each call is one request with a scope of its own.</summary>
public sealed class RoomsBrowser(Rooms rooms, string address = "203.0.113.7")
{
    /// <summary>The cookies, by name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Makes one request.</summary>
    public Task<T> Request<T>(Func<IServiceProvider, HttpContext, Task<T>> handle) =>
        rooms.In(async scope =>
        {
            var http = new DefaultHttpContext { RequestServices = scope };
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            http.Request.Headers.Cookie = string.Join(
                "; ",
                Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")
            );
            var result = await handle(scope, http);
            foreach (
                var cookie in SetCookieHeaderValue.ParseList(
                    http.Response.Headers.SetCookie.OfType<string>().ToList()
                )
            )
            {
                if (cookie.Expires < DateTimeOffset.FromUnixTimeSeconds(1))
                {
                    Cookies.Remove(cookie.Name.Value!);
                }
                else
                {
                    Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
                }
            }

            return result;
        });

    /// <inheritdoc cref="Request{T}" />
    public Task<T> Request<T, TService>(Func<TService, HttpContext, Task<T>> handle)
        where TService : notnull =>
        Request((scope, http) => handle(scope.GetRequiredService<TService>(), http));
}
