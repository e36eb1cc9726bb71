using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Api;
using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Protocol.Handlers;
using SecureAccess.Protocol.Logout;
using SecureAccess.Protocol.Refusals;
using SecureAccess.Protocol.Signing;
using SecureAccess.Protocol.Tokens;
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

    /// <summary>Registers the server.</summary>
    public static IServiceCollection AddProtocol(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var issuer = configuration[IssuerSetting] is { Length: > 0 } set ? set : DevelopmentIssuer;
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
        services.AddSigning().AddLogout().AddApi(issuer);
        // OpenIddict writes requests and tokens into its more talkative lines (D19).
        services.AddLogging(logging => logging.AddFilter("OpenIddict", LogLevel.Warning));
        return services
            .AddHostedService<DeleteOldTokens>()
            .AddSingleton<TokenQueries>()
            .AddScoped<LiveTokens>()
            .AddScoped<ClientAssertions>()
            .AddScoped<AuthorizationCodes>()
            .AddScoped<RefreshTokens>()
            .AddScoped<CodeIssuing>()
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
        var forMachines = path is not ("/connect/authorize" or "/connect/logout");
        if (forMachines && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            // Here machines ask: a refusal has no page.
            pages.Enabled = false;
        }

        // All nodes change over to another key at the same instant, each by its own clock.
        http.RequestServices.GetRequiredService<SigningKeySource>().TurnIfDue();
        if (path == "/.well-known/jwks")
        {
            http.Response.Headers.CacheControl =
                $"public, max-age={(int)SigningKeyRules.CacheFor.TotalSeconds}";
        }

        if (path!.StartsWith("/connect", StringComparison.Ordinal))
        {
            // Tokens, codes and people's data: nobody on the way keeps them. Keys and discovery may be kept.
            http.Response.Headers.CacheControl = "no-store";
        }

        return forMachines ? UnreadableForms.Answer(http, next) : next(http);
    }

    /// <summary>Maps the two endpoints that people's browsers go through; OpenIddict answers the others by itself.</summary>
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
        endpoints.MapApi();
    }

    private static void Endpoints(OpenIddictServerBuilder server) =>
        server
            .SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks")
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetIntrospectionEndpointUris("connect/introspect")
            .SetRevocationEndpointUris("connect/revoke")
            .SetEndSessionEndpointUris("connect/logout");

    private static void Flows(OpenIddictServerBuilder server)
    {
        server
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .RegisterScopes([.. ClientRegistrationRules.Scopes])
            .SetAuthorizationCodeLifetime(AuthorizationCodes.Lifetime)
            .SetRefreshTokenLifetime(RefreshTokens.Lifetime)
            // protocol.md: ID tokens 5 min at most, access tokens 10 min.
            .SetIdentityTokenLifetime(TimeSpan.FromMinutes(5))
            .SetAccessTokenLifetime(TimeSpan.FromMinutes(10))
            .DisableAccessTokenEncryption();
        server.Configure(options =>
        {
            options.CodeChallengeMethods.Clear();
            options.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
            // Initiating User Registration via OpenID Connect 1.0.
            options.PromptValues.Add(PromptValues.Create);
            options.ResponseModes.Clear();
            options.ResponseModes.UnionWith([ResponseModes.Query, ResponseModes.FormPost]);
        });
    }
}
