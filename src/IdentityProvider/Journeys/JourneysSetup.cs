using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.WebEncoders;
using SecureAccess.Journeys.Consent;
using SecureAccess.Journeys.Development;
using SecureAccess.Journeys.Recovery;
using SecureAccess.Journeys.Shared;
using SecureAccess.Journeys.SignIn;
using SecureAccess.Journeys.Verification;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys;

/// <summary>Sets up the front door for people: Razor Pages in folders by journey, their forms' protection and their languages.</summary>
public static class JourneysSetup
{
    /// <summary>Adds the pages. The pages of <c>Journeys/Development</c> have no address outside Development.</summary>
    public static IServiceCollection AddJourneys(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services.AddPageLanguages();
        services.AddHttpContextAccessor();
        services.AddScoped<Visit>().AddScoped<RegistrationVisit>().AddScoped<ConsentDecision>();
        services.AddScoped<MergeAccounts>().AddScoped<JoinPersonalAccounts>();
        services.AddScoped<EndLostFactors>();
        services.AddScoped<RecoveryVisit>().AddScoped<SecureAccount>().AddScoped<ResetPassword>();
        services.AddSingleton<RegistrationSteps>();
        services
            .AddSingleton<TimeWords>()
            .AddSingleton<WaitWords>()
            .AddSingleton<EntryErrors>()
            .AddSingleton<NewPasswordWords>()
            .AddSingleton<DemoPeopleList>();
        if (environment.IsDevelopment())
        {
            services.AddMovableClock();
            services.AddHostedService<ReadyAccounts>();
        }

        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Journeys";
            options.Conventions.AddPageRoute(
                "/SignIn/NotEnough",
                SignInAddresses.Of(SignInStep.StrongerFactorNeeded, null)
            );
            options.Conventions.ConfigureFilter(new KeptNowhere());
            options.Conventions.ConfigureFilter(new KnownHandlers());
            if (!environment.IsDevelopment())
            {
                options.Conventions.AddFolderRouteModelConvention("/Development", NoAddress);
            }
        });

        // Text in any language is written as it is; what HTML needs escaped still is.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.AddAntiforgery(options =>
            ProtectForms(options, overHttps: !IsPlainHttpInDevelopment(configuration, environment))
        );
        return services;
    }

    /// <summary>Maps the pages, the files that they use and what their script asks.</summary>
    public static void MapJourneys(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapSessionAlive();
        if (app.Environment.IsDevelopment())
        {
            app.MapDevelopment();
        }
    }

    private static void NoAddress(PageRouteModel page) => page.Selectors.Clear();

    private static bool IsPlainHttpInDevelopment(
        IConfiguration configuration,
        IHostEnvironment environment
    ) =>
        environment.IsDevelopment()
        && configuration["Issuer"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            != true;

    private static void ProtectForms(AntiforgeryOptions options, bool overHttps)
    {
        options.Cookie.Name = overHttps ? "__Host-secureaccess.form" : "secureaccess.form";
        options.Cookie.SecurePolicy = overHttps
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.None;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        // Framing is refused for every answer by the security headers, more strictly than antiforgery would.
        options.SuppressXFrameOptionsHeader = true;
    }
}
