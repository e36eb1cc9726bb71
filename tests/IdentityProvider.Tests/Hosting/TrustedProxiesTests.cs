using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using SecureAccess.Hosting;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("", "192.0.2.1", "192.0.2.1 http real")]
    [InlineData("10.0.0.0/8", "192.0.2.1", "192.0.2.1 http real")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.9 https real")]
    [InlineData("10.1.2.3", "10.1.2.3", "203.0.113.9 https real")]
    [Trait("Threat", "forged-headers")]
    // Fails when: a header from anyone but a trusted proxy is believed, or a forwarded host ever is.
    public async Task Forwarded_headers_are_believed_from_trusted_networks_only(
        string trusted,
        string from,
        string seen
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["Hosting:TrustedProxies"] = trusted;
        await using var app = builder.Build();
        app.Use(
            (http, next) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(from);
                return next(http);
            }
        );
        app.UseTrustedProxies();
        app.Run(http =>
            http.Response.WriteAsync(
                $"{http.Connection.RemoteIpAddress} {http.Request.Scheme} {http.Request.Host}"
            )
        );
        await app.StartAsync();
        using var client = app.GetTestClient();
        client.BaseAddress = new Uri("http://real/");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.66, 203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "forged.example");
        (await client.GetStringAsync("/")).ShouldBe(seen);
    }
}
