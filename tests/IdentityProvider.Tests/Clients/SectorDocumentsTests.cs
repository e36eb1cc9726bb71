using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureAccess.Clients;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

/// <summary>What a <c>sector_identifier_uri</c> leads to, fetched from a real server on this machine.</summary>
public sealed class SectorDocumentsTests : IAsyncLifetime
{
    private WebApplication server = null!;
    private RequestDelegate answer = null!;
    private int asked;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(http =>
        {
            Interlocked.Increment(ref asked);
            return answer(http);
        });
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    // Fails when: a list is not read, or is read from something that is no plain list of addresses of a reasonable length.
    [Theory]
    [InlineData("""["https://a.example/cb","https://b.example/cb"]""", null)]
    [InlineData("[]", null)]
    [InlineData("""{"redirect_uris":[]}""", "is no JSON array")]
    [InlineData("""["https://a.example/cb",null]""", "is no JSON array")]
    [InlineData("""["https://a.example/cb",5]""", "is no JSON array")]
    [InlineData("[", "is no JSON array")]
    [InlineData("", "is no JSON array")]
    [InlineData("null", "is no JSON array")]
    [InlineData("<html></html>", "is no JSON array")]
    [InlineData("MANY", "is no JSON array")]
    [InlineData("LONG", "could not be read")]
    public async Task A_document_is_a_list_of_addresses(string body, string? problem)
    {
        var text = body switch
        {
            "MANY" => $"[{string.Join(',', Enumerable.Repeat("\"x\"", 1001))}]",
            "LONG" => $"[\"{new string('x', SectorDocuments.LargestDocument)}\"]",
            _ => body,
        };
        answer = http => http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
        var document = await Fetch("/sector.json");
        if (problem is null)
        {
            document.ShouldBeOfType<SectorDocument.Listed>();
        }
        else
        {
            document.ShouldBeOfType<SectorDocument.Failed>().Problem.ShouldContain(problem);
        }
    }

    // Fails when: a redirect is followed, so that another host answers for the one that was named; or another status than 200 counts.
    [Theory]
    [Trait("Threat", "Code-injection-mix-up-open-redirect")]
    [InlineData(StatusCodes.Status302Found)]
    [InlineData(StatusCodes.Status307TemporaryRedirect)]
    [InlineData(StatusCodes.Status404NotFound)]
    [InlineData(StatusCodes.Status204NoContent)]
    public async Task Only_the_address_itself_answers(int status)
    {
        answer = http =>
        {
            if (http.Request.Path == "/elsewhere")
            {
                return http.Response.WriteAsync("[]");
            }

            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        (await Fetch("/sector.json"))
            .ShouldBeOfType<SectorDocument.Failed>()
            .Problem.ShouldContain($"status {status}");
        asked.ShouldBe(1);
    }

    // Fails when: a server that does not answer holds a registration up.
    [Fact]
    public async Task A_server_that_does_not_answer_is_a_failure_in_time()
    {
        answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await using var host = await SecureAccessHost.Start();
        await host.Do(async services =>
        {
            var fetching = services
                .GetRequiredService<SectorDocuments>()
                .Fetch(Address("/"), CancellationToken.None);
            var began = host.Clock.GetUtcNow();
            while (!fetching.IsCompleted && host.Clock.GetUtcNow() < began.AddMinutes(1))
            {
                host.Clock.Advance(TimeSpan.FromSeconds(0.5));
                await Task.Delay(50);
            }

            (
                await fetching.WaitAsync(TimeSpan.FromSeconds(5))
            ).ShouldBeOfType<SectorDocument.Failed>();
            (host.Clock.GetUtcNow() - began).ShouldBeLessThan(SectorDocuments.Patience * 2);
        });
    }

    // Fails when: a document is fetched over plain http from another machine, or from what is no web address.
    [Theory]
    [InlineData("http://tool.example/sector.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("//127.0.0.1/x")]
    [InlineData("nonsense")]
    public async Task Only_https_is_fetched(string address)
    {
        await using var host = await SecureAccessHost.Start();
        await host.Do(async services =>
            (
                await services
                    .GetRequiredService<SectorDocuments>()
                    .Fetch(address, CancellationToken.None)
            )
                .ShouldBeOfType<SectorDocument.Failed>()
                .Problem.ShouldContain("https")
        );
    }

    // Fails when: a redirect address that the document does not list is registered, or the sector is not the document's host.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_client_is_of_the_sector_whose_document_lists_all_its_addresses()
    {
        answer = http =>
            http.Response.WriteAsync("""["https://a.example/cb","https://b.example/cb"]""");
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(Client("https://a.example/cb", "https://b.example/cb"));
        var sector = await host.Do(services =>
            Task.FromResult(
                services
                    .GetRequiredService<SecureAccess.Persistence.SecureAccessDbContext>()
                    .Set<Client>()
                    .Single()
                    .Sector
            )
        );
        sector.ShouldBe("127.0.0.1");

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Client("https://a.example/cb", "https://c.example/cb"));
        var refused = await host.Do(services =>
            services
                .GetRequiredService<ClientsFile>()
                .Apply(file, dryRun: false, CancellationToken.None)
        );
        File.Delete(file);
        refused
            .ShouldBeOfType<ClientsApplyResult.Refused>()
            .Error.ShouldContain("does not list https://c.example/cb");
    }

    private string Client(params string[] redirects) =>
        $$"""[{"client_id":"tool","sector_identifier_uri":"{{Address("/sector.json")}}","redirect_uris":["{{string.Join("\",\"", redirects)}}"]}]""";

    private string Address(string path) => server.Urls.First() + path;

    private async Task<SectorDocument> Fetch(string path)
    {
        await using var host = await SecureAccessHost.Start();
        return await host.Do(services =>
            services
                .GetRequiredService<SectorDocuments>()
                .Fetch(Address(path), CancellationToken.None)
        );
    }
}
