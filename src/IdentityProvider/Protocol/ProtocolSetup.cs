using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Api;
using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Protocol.Devices;
using SecureAccess.Protocol.Exchange;
using SecureAccess.Protocol.Handlers;
using SecureAccess.Protocol.Logout;
using SecureAccess.Protocol.Refusals;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Resources;
using SecureAccess.Protocol.Signing;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions.Devices;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol;

/// <summary>
/// Protocol: the front door for relying parties. OpenID Connect endpoints on OpenIddict, whose checks stay on; what is ours is decided
/// here: opaque codes and refresh tokens, tokens without rows, the live checks, assurance, consent, logout and the signing keys.
/// </summary>
public static class ProtocolSetup
{
    /// <summary>The setting that names the issuer.</summary>
    public const string IssuerSetting = "Issuer";

    /// <summary>The issuer in Development when none is set.</summary>
    public const string DevelopmentIssuer = "http://localhost:5080/";

    /// <summary>The issuer, as set or by default.</summary>
    public static string IssuerOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[IssuerSetting] is { Length: > 0 } set ? set : DevelopmentIssuer;
    }

    /// <summary>Registers the server.</summary>
    public static IServiceCollection AddProtocol(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var issuer = IssuerOf(configuration);
        services.AddAuthentication();
        services
            .AddOpenIddict()
            .AddServer(server =>
            {
                server.SetIssuer(issuer);
                Endpoints(server);
                Flows(server);
                ServerHandlers.Add(server);
                var host = server
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableStatusCodePagesIntegration();
                // Plain http is for Development on this machine, where the issuer says so itself.
                if (
                    environment.IsDevelopment()
                    && issuer.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
                )
                {
                    host.DisableTransportSecurityRequirement();
                }
            });
        services.Replace(
            ServiceDescriptor.Scoped<IOpenIddictServerDispatcher, IndexedDispatcher>()
        );
        services.AddSigning().AddLogout().AddApi(issuer).AddResources();
        // OpenIddict writes requests and tokens into its more talkative lines (D19).
        services.AddLogging(logging => logging.AddFilter("OpenIddict", LogLevel.Warning));
        return services
            .AddHostedService<DeleteOldTokens>()
            .AddSingleton<UnrecordedSources>()
            .AddSingleton<TokenQueries>()
            .AddScoped<LiveTokens>()
            .AddScoped<ExchangedTokens>()
            .AddScoped<ClientAssertions>()
            .AddScoped<PushedRequests>()
            .AddScoped<Redemptions>()
            .AddScoped<AuthorizationCodes>()
            .AddScoped<RefreshTokens>()
            .AddSingleton<PlainInsert<ReferenceAccessToken>>()
            .AddScoped<ReferenceAccessTokens>()
            .AddScoped<SessionGrants>()
            .AddScoped<CodeIssuing>()
            .AddScoped<DeviceConsents>()
            .AddScoped<DeviceDecisions>()
            .AddScoped<DeviceDecisionEndpoint>()
            .AddScoped<RequestedConsents>()
            .AddScoped<AuthorizeAnswers>()
            .AddScoped<AuthorizeEndpoint>()
            .AddScoped<EndSessionEndpoint>();
    }

    /// <summary>
    /// Lets OpenIddict look at its own addresses, and only at those: pages and files pass by. Stands after the error pages.
    /// </summary>
    public static IApplicationBuilder UseProtocol(this IApplicationBuilder app) =>
        app.UseWhen(
                http =>
                    http.Request.Path.StartsWithSegments("/connect", StringComparison.Ordinal)
                    || http.Request.Path.StartsWithSegments(
                        "/.well-known",
                        StringComparison.Ordinal
                    ),
                protocol => protocol.Use(PrepareAnswer).UseAuthentication()
            )
            .UseApi();

    private static Task PrepareAnswer(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value;
        var forMachines =
            path is not ("/connect/authorize" or "/connect/logout" or DeviceDecisionEndpoint.Path);
        if (forMachines && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            // Here machines ask: a refusal has no page.
            pages.Enabled = false;
        }

        // All nodes change over to another key at the same instant, each by its own clock.
        http.RequestServices.GetRequiredService<SigningKeySource>().TurnIfDue();
        if (path == "/.well-known/jwks")
        {
            http.Response.OnStarting(MayBeKept, http.Response);
        }

        if (path!.StartsWith("/connect", StringComparison.Ordinal))
        {
            // Tokens, codes and people's data: nobody on the way keeps them. Keys and discovery may be kept.
            http.Response.Headers.CacheControl = "no-store";
        }

        return forMachines ? UnreadableForms.Answer(http, next) : next(http);
    }

    // The keys, and not an error that stands in their place.
    private static Task MayBeKept(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.Headers.CacheControl =
                $"public, max-age={(int)SigningKeyRules.CacheFor.TotalSeconds}";
        }

        return Task.CompletedTask;
    }

    /// <summary>Maps the endpoints that people's browsers go through; OpenIddict answers the others by itself.</summary>
    public static void MapProtocol(this IEndpointRouteBuilder endpoints)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Post];
        endpoints.MapMethods(
            "/connect/authorize",
            methods,
            (HttpContext http, AuthorizeEndpoint endpoint) => endpoint.Handle(http)
        );
        endpoints.MapMethods(
            "/connect/logout",
            methods,
            (HttpContext http, EndSessionEndpoint endpoint) => endpoint.Handle(http)
        );
        endpoints.MapGet(
            DeviceDecisionEndpoint.Path,
            (HttpContext http, DeviceDecisionEndpoint endpoint) => endpoint.Handle(http)
        );
        endpoints.MapApi();
    }

    private static void Endpoints(OpenIddictServerBuilder server) =>
        server
            .SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks")
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetPushedAuthorizationEndpointUris("connect/par")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetIntrospectionEndpointUris("connect/introspect")
            .SetRevocationEndpointUris("connect/revoke")
            .SetDeviceAuthorizationEndpointUris("connect/device")
            // A page of ours: OpenIddict looks at no address outside /connect, but wants to know one.
            .SetEndUserVerificationEndpointUris(DeviceAddresses.Verification)
            .SetEndSessionEndpointUris("connect/logout");

    private static void Flows(OpenIddictServerBuilder server)
    {
        server
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .AllowDeviceAuthorizationFlow()
            .RegisterScopes([.. ClientRegistrationRules.Scopes])
            .SetAuthorizationCodeLifetime(AuthorizationCodes.Lifetime)
            .SetRefreshTokenLifetime(RefreshTokens.Lifetime)
            .SetDeviceCodeLifetime(DeviceRequests.Lifetime)
            .SetUserCodeLifetime(DeviceRequests.Lifetime)
            // protocol.md: ID tokens 5 min at most, access tokens 10 min.
            .SetIdentityTokenLifetime(TimeSpan.FromMinutes(5))
            .SetAccessTokenLifetime(TimeSpan.FromMinutes(10))
            .DisableAccessTokenEncryption();
        server.Configure(options =>
        {
            options.RequestTokenLifetime = PushedRequests.Lifetime;
            options.CodeChallengeMethods.Clear();
            options.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
            // Initiating User Registration via OpenID Connect 1.0.
            options.PromptValues.Add(PromptValues.Create);
            options.ResponseModes.Clear();
            options.ResponseModes.UnionWith([ResponseModes.Query, ResponseModes.FormPost]);
        });
    }
}
