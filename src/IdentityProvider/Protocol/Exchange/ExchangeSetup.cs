using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlerFilters;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Exchange;

/// <summary>Token exchange (RFC 8693): where its handlers stand.</summary>
internal static class ExchangeSetup
{
    /// <summary>Just after the handler of that order, before the next.</summary>
    private const int After = 500;

    public static void Add(OpenIddictServerBuilder server)
    {
        server.AllowTokenExchangeFlow();
        server.Configure(options =>
        {
            options.SubjectTokenTypes.Clear();
            options.SubjectTokenTypes.Add(TokenTypeIdentifiers.AccessToken);
            options.RequestedTokenTypes.Clear();
            options.RequestedTokenTypes.Add(TokenTypeIdentifiers.AccessToken);
            options.ActorTokenTypes.Clear();
        });
        server.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseSingletonHandler<RefuseUnsupportedExchange>()
                .SetOrder(H.Exchange.ValidateTokenExchangeParameters.Descriptor.Order - After)
        );
        server.RemoveEventHandler(H.ValidateSubjectToken.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .AddFilter<RequireSubjectTokenValidated>()
                .UseScopedHandler<ReadSubjectToken>()
                .SetOrder(H.ValidateSubjectToken.Descriptor.Order)
        );
        server.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseScopedHandler<DecideExchange>()
                .SetOrder(H.Exchange.ValidateGrantedScopes.Descriptor.Order + After + 100)
        );
        server.AddEventHandler<HandleTokenRequestContext>(handler =>
            handler
                .UseSingletonHandler<HandleTokenExchange>()
                .SetOrder(H.Exchange.AttachPrincipal.Descriptor.Order + After + 100)
        );
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .UseSingletonHandler<GiveAccessTokenAlone>()
                .SetOrder(H.EvaluateGeneratedTokens.Descriptor.Order + After + 100)
        );
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .UseSingletonHandler<NameIssuedTokenType>()
                .SetOrder(H.AttachSignInParameters.Descriptor.Order + After)
        );
    }
}
