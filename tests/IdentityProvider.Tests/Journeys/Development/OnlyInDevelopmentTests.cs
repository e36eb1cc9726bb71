using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SecureAccess.Delivery;
using SecureAccess.Journeys;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Development;

public sealed class OnlyInDevelopmentTests
{
    // Fails when: the inbox or the clock is mapped outside Development.
    [Fact]
    public async Task Inbox_and_clock_have_no_address_outside_Development()
    {
        (await AddressesIn("Production"))
            .Where(address => address.StartsWith("dev/", StringComparison.Ordinal))
            .ShouldBeEmpty();
        (await AddressesIn("Production")).ShouldContain("sign-in");
        (await AddressesIn("Development"))
            .Where(address => address.StartsWith("dev/", StringComparison.Ordinal))
            .ShouldBe([
                "dev/clock",
                "dev/inbox",
                "dev/inbox.json",
                "dev/inbox/letter.css",
                "dev/inbox/letter/{id:long}",
            ]);
    }

    private static async Task<string[]> AddressesIn(string environment)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "IdentityProvider",
                EnvironmentName = environment,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Host.UseDefaultServiceProvider(options =>
            options.ValidateOnBuild = options.ValidateScopes = false
        );
        builder.Services.AddScoped<DevelopmentInbox>();
        builder.Services.AddJourneys(builder.Configuration, builder.Environment);
        await using var app = builder.Build();
        app.MapJourneys();
        return
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
