using SecureAccess.Sessions;

namespace SecureAccess.Hosting;

/// <summary>The security headers of every answer (<c>security.md</c>, baseline).</summary>
public static class SecurityHeaders
{
    /// <summary>One year, in seconds.</summary>
    private const int OneYear = 31_536_000;

    /// <summary>Adds the headers' policy: a fresh random nonce per answer, nothing inline, nothing framed.</summary>
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services)
    {
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(Describe)
            .SetPolicySelector(context =>
                context.HttpContext.Features.Get<RedirectOrigin>() is { } origin
                    ? context
                        .SelectedPolicy.Copy()
                        .AddContentSecurityPolicy(csp => Content(csp, origin.Source))
                    : context.SelectedPolicy
            );
        return services;
    }

    private static void Describe(HeaderPolicyCollection policy) =>
        policy
            .AddContentSecurityPolicy(csp => Content(csp, null))
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains(OneYear)
            // Addresses of pages carry a sign-in request's id: other sites never see them.
            .AddReferrerPolicySameOrigin()
            // Cross-Origin-Opener-Policy is left out: a tool may open the sign-in in a window of its own (display=popup) and wait for it.
            .AddCrossOriginResourcePolicy(resources => resources.SameOrigin())
            .AddPermissionsPolicy(features =>
            {
                features.AddCamera().None();
                features.AddGeolocation().None();
                features.AddMicrophone().None();
                features.AddPayment().None();
                features.AddUsb().None();
            })
            .RemoveServerHeader();

    private static void Content(CspBuilder csp, string? redirectSource)
    {
        csp.AddDefaultSrc().None();
        csp.AddBaseUri().None();
        csp.AddConnectSrc().Self();
        csp.AddFontSrc().Self();
        csp.AddFrameAncestors().None();
        csp.AddImgSrc().Self();
        csp.AddScriptSrc().WithNonce();
        csp.AddStyleSrc().Self();
        var formAction = csp.AddFormAction().Self();
        if (redirectSource is not null)
        {
            // Chromium applies form-action to the redirects that follow a form too: the last of them leads to the tool.
            formAction.From(redirectSource);
        }
    }
}
