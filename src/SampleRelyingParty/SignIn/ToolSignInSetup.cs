using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SampleRelyingParty.BackChannelLogout;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.SignIn;

/// <summary>
/// Signs people in to each tool with the ordinary OpenID Connect handler of ASP.NET Core: one cookie and one handler a tool.
/// Copy <see cref="ConfigureHandler"/> into your own tool; the rest is for having four of them on one site.
/// </summary>
public static class ToolSignInSetup
{
    /// <summary>Clocks of two machines may differ by this much when lifetimes are checked.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Registers cookie and handler of every tool.</summary>
    public static IServiceCollection AddToolSignIn(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services
            .AddOptions<ProviderSettings>()
            .Bind(configuration.GetSection("Provider"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ToolSecrets>();

        var authentication = services.AddAuthentication();
        foreach (var tool in Tool.All)
        {
            authentication.AddCookie(
                tool.CookieScheme,
                options => ConfigureCookie(options, tool, environment)
            );
            authentication.AddOpenIdConnect(tool.SignInScheme, _ => { });
            services
                .AddOptions<OpenIdConnectOptions>(tool.SignInScheme)
                .Configure<IOptions<ProviderSettings>, ToolSecrets, TimeProvider>(
                    (options, provider, secrets, clock) =>
                        ConfigureHandler(
                            options,
                            tool,
                            provider.Value,
                            secrets.Of(tool),
                            clock,
                            environment
                        )
                );
        }

        return services;
    }

    private static void ConfigureCookie(
        CookieAuthenticationOptions options,
        Tool tool,
        IHostEnvironment environment
    )
    {
        // Cookies ignore ports: the name and path keep the tools apart from each other and from the provider.
        options.Cookie.Name = $"tool.{tool.Id}";
        options.Cookie.Path = tool.Home;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = Secure(environment);
        options.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = context =>
            BackChannelLogoutEndpoint.CheckCookie(context, tool);
    }

    private static void ConfigureHandler(
        OpenIdConnectOptions options,
        Tool tool,
        ProviderSettings provider,
        string? secret,
        TimeProvider clock,
        IHostEnvironment environment
    )
    {
        options.Authority = provider.Issuer;
        options.ClientId = tool.Id;
        options.ClientSecret = secret;
        options.SignInScheme = tool.CookieScheme;
        options.SignOutScheme = tool.CookieScheme;
        options.CallbackPath = $"{tool.Home}/callback";
        options.SignedOutCallbackPath = $"{tool.Home}/signed-out";
        options.SignedOutRedirectUri = tool.Home;
        options.RemoteSignOutPath = default;

        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.Scope.Add("email");
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        // The handler would drop acr from what the tool learned.
        options.ClaimActions.Clear();
        options.GetClaimsFromUserInfoEndpoint = true;

        // Over plain http on loopback a form_post answer comes cross-site without its cookies: the query does.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.RequireHttpsMetadata = !environment.IsDevelopment();
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = Secure(environment);
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = Secure(environment);

        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        if (environment.IsDevelopment())
        {
            // A provider that was started anew has new keys; ask again at once.
            options.RefreshInterval = TimeSpan.FromSeconds(1);
        }

        options.TokenValidationParameters.NameClaimType = "sub";
        options.TokenValidationParameters.ValidIssuer = provider.Issuer;
        options.TokenValidationParameters.LifetimeValidator = TokenLifetime.By(clock, ClockSkew);
        options.Events = new ToolSignInEvents(tool, provider);
    }

    private static CookieSecurePolicy Secure(IHostEnvironment environment) =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
