using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using OpenIddict.Validation;
using OpenIddict.Validation.AspNetCore;
using SecureAccess.Protocol.Signing;
using static OpenIddict.Validation.OpenIddictValidationEvents;
using V = OpenIddict.Validation.OpenIddictValidationHandlers;

namespace SecureAccess.Protocol.Api;

/// <summary>This server's own API, under <c>/api</c>: called with access tokens that this server issued for itself.</summary>
internal static class ApiSetup
{
    /// <summary>The scheme that reads the access token of a call.</summary>
    public const string Scheme = OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>Registers the validation of access tokens.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="issuer">The audience that a token must name.</param>
    public static IServiceCollection AddApi(this IServiceCollection services, string issuer)
    {
        services
            .AddOpenIddict()
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                // A token in an address ends up in logs (RFC 9700 4.3.2).
                validation.UseAspNetCore().DisableAccessTokenExtractionFromQueryString();
                validation.AddAudiences(new Uri(issuer).AbsoluteUri);
                validation.AddEventHandler<ValidateTokenContext>(handler =>
                    handler
                        .UseScopedHandler<TakeApiHandle>()
                        .SetOrder(
                            V.Protection.ValidateReferenceTokenIdentifier.Descriptor.Order - 500
                        )
                );
                validation.AddEventHandler<ValidateTokenContext>(handler =>
                    handler
                        .UseScopedHandler<CheckApiTokenLives>()
                        .SetOrder(V.Protection.ValidateAuthorizationEntry.Descriptor.Order + 500)
                );
            });
        return services
            .AddSingleton<IOptionsChangeTokenSource<OpenIddictValidationOptions>, KeysOfApiTokens>()
            .AddScoped<ClientEndpoint>();
    }

    /// <summary>Lets the validation look at calls of the API, and at nothing else.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            api => api.Use(PrepareAnswer).UseAuthentication()
        );

    /// <summary>Maps the API.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/api/client",
            (HttpContext http, ClientEndpoint endpoint) => endpoint.Handle(http)
        );

    private static Task PrepareAnswer(HttpContext http, RequestDelegate next)
    {
        http.RequestServices.GetRequiredService<SigningKeySource>().TurnIfDue();
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            // Here programs ask: a refusal has no page.
            pages.Enabled = false;
        }

        return next(http);
    }
}
