using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace SecureAccess.Journeys;

/// <summary>The languages of the pages, and how a request's language is found.</summary>
public static class Languages
{
    /// <summary>The cookie that remembers the language that a person chose.</summary>
    public const string Cookie = "language";

    /// <summary>The languages that every text exists in; the first is used when a person reads none of them.</summary>
    public static readonly IReadOnlyList<CultureInfo> Supported = [new("en-US")];

    /// <summary>Sets the language of a request: what the tool asks (<c>ui_locales</c>), else what the person chose, else what the browser says.</summary>
    public static IServiceCollection AddPageLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Supported[0].Name);
            options.SupportedCultures = [.. Supported];
            options.SupportedUICultures = [.. Supported];
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(FromUiLocales),
                new CookieRequestCultureProvider { CookieName = Cookie, Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
    }

    // OpenID Connect Core 3.1.2.1: language tags in order of preference, separated by spaces; none of them known is no error.
    private static Task<ProviderCultureResult?> FromUiLocales(HttpContext http)
    {
        var wanted = http
            .Request.Query["ui_locales"]
            .ToString()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = wanted.Select(Known).FirstOrDefault(language => language is not null);
        return Task.FromResult(known is null ? null : new ProviderCultureResult(known));
    }

    private static string? Known(string tag) =>
        Supported
            .FirstOrDefault(culture =>
                culture.Name.Equals(tag, StringComparison.OrdinalIgnoreCase)
                || culture.TwoLetterISOLanguageName.Equals(
                    tag.Split('-')[0],
                    StringComparison.OrdinalIgnoreCase
                )
            )
            ?.Name;
}
