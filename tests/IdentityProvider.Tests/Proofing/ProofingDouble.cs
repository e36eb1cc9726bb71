using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecureAccess.Tests.Proofing;

/// <summary>A source over HTTP that a test makes well or ill: a real server on this machine.</summary>
internal sealed class ProofingDouble : IAsyncDisposable
{
    private readonly WebApplication app;

    private ProofingDouble(WebApplication app) => this.app = app;

    /// <summary>What it answers, from the first request on; the last one answers all that follow.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = new();

    /// <summary>What it was asked.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Where it is.</summary>
    public string Address => app.Urls.Single() + "/v1/";

    /// <summary>Starts one.</summary>
    public static async Task<ProofingDouble> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var made = new ProofingDouble(app);
        app.Run(made.Answer);
        await app.StartAsync();
        return made;
    }

    /// <summary>An answer with this body.</summary>
    public static Func<HttpContext, Task> Says(string body, int status = 200) =>
        async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body, http.RequestAborted);
        };

    /// <summary>No answer for ten seconds.</summary>
    public static Task Sleeps(HttpContext http) =>
        Task.Delay(TimeSpan.FromSeconds(10), http.RequestAborted);

    /// <summary>An answer that ends in the middle.</summary>
    public static async Task Breaks(HttpContext http)
    {
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync("{\"reference\":");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        Requests.Enqueue(
            new Request(
                http.Request.Method,
                http.Request.Path,
                http.Request.Headers.Authorization.ToString(),
                http.Request.Headers["Request-Id"].ToString(),
                await reader.ReadToEndAsync()
            )
        );
        if (
            (Answers.Count > 1 && Answers.TryDequeue(out var answer)) || Answers.TryPeek(out answer)
        )
        {
            await answer(http);
        }
    }

    /// <summary>One request.</summary>
    internal sealed record Request(
        string Method,
        string Path,
        string Authorization,
        string Id,
        string Body
    );
}
