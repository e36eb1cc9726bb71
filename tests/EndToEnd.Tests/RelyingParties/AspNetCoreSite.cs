using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>A small site with the OpenID Connect handler of ASP.NET Core; it refreshes by its own request, as the handler leaves that to it.</summary>
internal static class AspNetCoreSite
{
    private const string Oidc = OpenIdConnectDefaults.AuthenticationScheme;
    private const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Starts it.</summary>
    public static async Task<WebApplication> Start(RegisteredClients clients)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(clients.AspNetCoreSite.AbsoluteUri);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder
            .Services.AddAuthentication(options =>
            {
                options.DefaultScheme = Cookie;
                options.DefaultChallengeScheme = Oidc;
            })
            .AddCookie()
            .AddOpenIdConnect(options => Configure(options, clients));
        var site = builder.Build();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapGet("/", (Delegate)Show).RequireAuthorization();
        site.MapGet("/refresh", Refresh).RequireAuthorization();
        site.MapGet(
            "/sign-out",
            () =>
                Results.SignOut(
                    new AuthenticationProperties { RedirectUri = "/signed-out" },
                    [Cookie, Oidc]
                )
        );
        site.MapGet("/signed-out", () => "Signed out.");
        await site.StartAsync();
        return site;
    }

    private static void Configure(OpenIdConnectOptions options, RegisteredClients clients)
    {
        options.Authority = clients.Demo.Provider.AbsoluteUri;
        options.ClientId = RegisteredClients.AspNetCore;
        options.ClientSecret = clients.SecretOf(RegisteredClients.AspNetCore);
        options.ResponseType = "code";
        options.Scope.Add("email");
        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        // Plain http on this machine: no https metadata, and no form_post, whose cross-site answer brings only https cookies.
        options.RequireHttpsMetadata = false;
        options.ResponseMode = "query";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static async Task<IResult> Show(HttpContext http) =>
        Results.Json(
            http.User.Claims.DistinctBy(claim => claim.Type)
                .Select(claim => KeyValuePair.Create(claim.Type, claim.Value))
                .Append(
                    KeyValuePair.Create(
                        "refresh_token",
                        await http.GetTokenAsync("refresh_token") ?? ""
                    )
                )
                .Append(
                    KeyValuePair.Create(
                        "access_token",
                        await http.GetTokenAsync("access_token") ?? ""
                    )
                )
                .ToDictionary()
        );

    private static async Task<IResult> Refresh(
        HttpContext http,
        IOptionsMonitor<OpenIdConnectOptions> monitor,
        TimeProvider clock
    )
    {
        var options = monitor.Get(Oidc);
        var server = await options.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        using var request = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = options.ClientId!,
                ["client_secret"] = options.ClientSecret!,
                ["refresh_token"] = await http.GetTokenAsync("refresh_token") ?? "",
            }
        );
        using var answer = await options.Backchannel.PostAsync(
            server.TokenEndpoint,
            request,
            http.RequestAborted
        );
        answer.EnsureSuccessStatusCode();
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var signedIn = await http.AuthenticateAsync(Cookie);
        foreach (var name in new[] { "access_token", "refresh_token" })
        {
            signedIn.Properties!.UpdateTokenValue(
                name,
                tokens.RootElement.GetProperty(name).GetString()!
            );
        }

        signedIn.Properties!.UpdateTokenValue(
            "expires_at",
            clock
                .GetUtcNow()
                .AddSeconds(tokens.RootElement.GetProperty("expires_in").GetInt32())
                .ToString("o", CultureInfo.InvariantCulture)
        );
        await http.SignInAsync(Cookie, signedIn.Principal!, signedIn.Properties);
        return Results.Redirect("/");
    }
}
