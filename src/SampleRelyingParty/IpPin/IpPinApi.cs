using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.StepUp;

namespace SampleRelyingParty.IpPin;

/// <summary>
/// The API behind the IP PIN tool: <c>GET /ip-pin/api</c> with an access token of the provider (RFC 9068), whose second factor is
/// at most 300 seconds old.
/// </summary>
public static class IpPinApi
{
    /// <summary>The scheme that validates access tokens.</summary>
    public const string Scheme = "ip-pin-api";

    /// <summary>The API's address on this site.</summary>
    public const string Path = "/ip-pin/api";

    /// <summary>A "fresh" second factor is at most this old.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(300);

    /// <summary>Registers the validation of access tokens and the tool's client of this API.</summary>
    public static IServiceCollection AddIpPin(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.Configure<IpPinSettings>(configuration.GetSection("IpPin"));
        services.AddHttpClient<IpPinClient>();
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services
            .AddOptions<JwtBearerOptions>(Scheme)
            .Configure<
                IOptions<ProviderSettings>,
                IOptions<IpPinSettings>,
                TimeProvider,
                IHostEnvironment
            >(
                (options, provider, settings, clock, environment) =>
                {
                    options.Authority = provider.Value.Issuer;
                    options.RequireHttpsMetadata = !environment.IsDevelopment();
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters.ValidIssuer = provider.Value.Issuer;
                    options.TokenValidationParameters.ValidAudience = settings.Value.Audience;
                    // An ID token is no access token (RFC 9068, section 4).
                    options.TokenValidationParameters.ValidTypes = ["at+jwt"];
                    options.TokenValidationParameters.LifetimeValidator = TokenLifetime.By(
                        clock,
                        ToolSignInSetup.ClockSkew
                    );
                    if (environment.IsDevelopment())
                    {
                        options.RefreshInterval = TimeSpan.FromSeconds(1);
                    }
                }
            );
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Scheme,
                policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser()
            );
        return services;
    }

    /// <summary>Maps the API.</summary>
    public static void MapIpPinApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                Path,
                (HttpContext http) =>
                    new IpPinAnswer(PinOf(http.User.FindFirst("sub")?.Value ?? ""))
            )
            .RequireAuthorization(Scheme)
            .WithMetadata(new RequiresSignIn(FreshFor));

    /// <summary>Six digits that are always the same for one person: this is a sample, nothing is issued.</summary>
    private static string PinOf(string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("sample-ip-pin:" + subject));
        return (BitConverter.ToUInt32(hash) % 1_000_000).ToString(
            "D6",
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}

/// <summary>What the API answers.</summary>
/// <param name="IpPin">Six digits.</param>
public sealed record IpPinAnswer(string IpPin);

/// <summary>Section <c>IpPin</c> of the settings.</summary>
public sealed class IpPinSettings
{
    /// <summary>The audience that an access token for this API must name.</summary>
    public string Audience { get; set; } = "ip-pin";

    /// <summary>The API's address as the tool calls it; empty: this process.</summary>
    public Uri? Address { get; set; }
}
