using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// Calls the handlers of an event in their order, until one ends the request. OpenIddict's own dispatcher looks through all of some 390
/// handlers at every event, about 40 times a token request: a fifth of its time. This one looks them up by the event's type.
/// </summary>
internal sealed class IndexedDispatcher(
    IOptionsMonitor<OpenIddictServerOptions> options,
    IServiceProvider provider
) : IOpenIddictServerDispatcher
{
    // One index for each set of options: new signing keys make new options.
    private static readonly ConditionalWeakTable<
        OpenIddictServerOptions,
        FrozenDictionary<Type, OpenIddictServerHandlerDescriptor[]>
    > Indexes = [];

    public async ValueTask DispatchAsync<TContext>(TContext context)
        where TContext : BaseContext
    {
        var index = Indexes.GetValue(options.CurrentValue, Make);
        if (!index.TryGetValue(typeof(TContext), out var descriptors))
        {
            return;
        }

        foreach (var descriptor in descriptors)
        {
            if (await IsActive(descriptor, context))
            {
                await HandlerOf<TContext>(descriptor).HandleAsync(context);
                if (IsEnded(context))
                {
                    return;
                }
            }
        }
    }

    private static FrozenDictionary<Type, OpenIddictServerHandlerDescriptor[]> Make(
        OpenIddictServerOptions options
    ) =>
        options
            .Handlers.GroupBy(descriptor => descriptor.ContextType)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static bool IsEnded(BaseContext context) =>
        context
            is BaseRequestContext { IsRequestHandled: true }
                or BaseRequestContext { IsRequestSkipped: true }
                or BaseValidatingContext { IsRejected: true };

    private IOpenIddictServerHandler<TContext> HandlerOf<TContext>(
        OpenIddictServerHandlerDescriptor descriptor
    )
        where TContext : BaseContext =>
        (IOpenIddictServerHandler<TContext>)(
            descriptor.ServiceDescriptor.ImplementationInstance
            ?? provider.GetRequiredService(descriptor.ServiceDescriptor.ServiceType)
        );

    private async ValueTask<bool> IsActive<TContext>(
        OpenIddictServerHandlerDescriptor descriptor,
        TContext context
    )
        where TContext : BaseContext
    {
        foreach (var type in descriptor.FilterTypes)
        {
            var filter =
                (IOpenIddictServerHandlerFilter<TContext>)provider.GetRequiredService(type);
            if (!await filter.IsActiveAsync(context))
            {
                return false;
            }
        }

        return true;
    }
}
