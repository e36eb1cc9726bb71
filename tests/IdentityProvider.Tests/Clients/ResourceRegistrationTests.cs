using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public sealed class ResourceRegistrationTests
{
    private const string Api =
        """{"client_id":"api","grant_types":[],"resource_identifier":"https://api.example/"}""";

    public static TheoryData<string, string> Wrong =>
        new()
        {
            {
                "\"resource_identifier\":\"api.example\"",
                "resource_identifier must be an absolute URI"
            },
            { "\"resource_identifier\":\"https://b.example/#x\"", "must not have a fragment" },
            { "\"resource_identifier\":\"http://b.example/\"", "must begin with https or urn" },
            { "\"resource_identifier\":\"https://me@b.example/\"", "must begin with https or urn" },
            {
                "\"resource_identifier\":\"http://localhost/\"",
                "resource_identifier is this server's own"
            },
            {
                "\"resource_identifier\":\"https://API.example/\"",
                "resource_identifier is another client's"
            },
            {
                "\"resource_identifier\":\"urn:other:client\"",
                "resource_identifier is another client's"
            },
            {
                "\"resources\":[\"https://nobody.example/\"]",
                "resources[0] is not the resource_identifier of any client"
            },
            {
                "\"resources\":[\"https://api.example\"]",
                "resources[0] is not the resource_identifier of any client"
            },
            {
                "\"resources\":[\"https://api.example/\",\"https://api.example/\"]",
                "names something twice"
            },
            { "\"resources\":\"https://api.example/\"", "must be a list of texts" },
            {
                "\"grant_types\":[\"urn:ietf:params:oauth:grant-type:token-exchange\"],\"token_endpoint_auth_method\":\"none\"",
                "a client without credentials cannot use"
            },
        };

    // Fails when: a name that is no good, another's or this server's own is taken, or a client may list an API that nobody registered.
    [Theory]
    [MemberData(nameof(Wrong))]
    [Trait("Requirement", "R24")]
    public async Task A_resource_that_does_not_fit_is_refused(string fields, string reason)
    {
        await using var host = await SecureAccessHost.Start();
        await host.AddClients($$"""[{{Api}},{"client_id":"urn:other:client","grant_types":[]}]""");
        var grants = fields.Contains("grant_types", StringComparison.Ordinal)
            ? ""
            : "\"grant_types\":[],";
        (await Apply(host, $$"""[{"client_id":"b",{{grants}}{{fields}}}]"""))
            .ShouldBeOfType<ClientsApplyResult.Refused>()
            .Error.ShouldContain(reason);
    }

    // Fails when: a client takes an API's name as its id, and so stands in the audience of its tokens.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_client_id_is_not_the_name_of_an_api()
    {
        await using var host = await SecureAccessHost.Start();
        await host.AddClients($"[{Api}]");
        (await Apply(host, """[{"client_id":"https://api.example/","grant_types":[]}]"""))
            .ShouldBeOfType<ClientsApplyResult.Refused>()
            .Error.ShouldContain("client_id is the resource_identifier of an API");
    }

    // Fails when: an API and its client cannot be registered in one file, in any order, or applying it again changes anything.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task An_api_and_its_client_are_registered_together()
    {
        await using var host = await SecureAccessHost.Start();
        var file = $$"""
            [{"client_id":"b","redirect_uris":["https://b.example/cb"],"resources":["https://api.example/"]},{{Api}}]
            """;
        (await Apply(host, file))
            .ShouldBeOfType<ClientsApplyResult.Applied>()
            .Added.ShouldBe(["b", "api"]);
        (await Apply(host, file))
            .ShouldBeOfType<ClientsApplyResult.Applied>()
            .Unchanged.ShouldBe(["b", "api"]);
    }

    private static async Task<ClientsApplyResult> Apply(SecureAccessHost host, string json)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        try
        {
            return await host.Do(services =>
                services
                    .GetRequiredService<ClientsFile>()
                    .Apply(file, dryRun: false, CancellationToken.None)
            );
        }
        finally
        {
            File.Delete(file);
        }
    }
}
