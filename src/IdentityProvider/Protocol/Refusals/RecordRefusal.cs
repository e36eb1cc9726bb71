using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Refusals;

/// <summary>
/// Writes refused requests into the audit record, out of a budget of their source: whoever sends nonsense must not fill it. What is
/// no refusal is left out: a person's own decision, and answers that a client asked for or that tell it to wait.
/// </summary>
internal sealed class RecordRefusal<TContext>(ClientManager clients, IServiceScopeFactory scopes)
    : IOpenIddictServerHandler<TContext>
    where TContext : BaseRequestContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        if (
            context.Transaction.Response?.Error is not { Length: > 0 } error
            || RefusalRules.IsNoRefusal(error)
        )
        {
            return;
        }

        var details = new List<(string, string)>
        {
            ("endpoint", context.EndpointType.ToString()),
            ("error", error),
        };
        if (FrameworkCauses.Of(error, context.Transaction.Response.ErrorUri) is { } cause)
        {
            details.Add(("cause", cause));
        }

        // An id that is no client's is the sender's own text.
        if (
            context.Transaction.Request?.ClientId is { Length: > 0 and <= 100 } id
            && await clients.FindByClientIdAsync(id, context.CancellationToken) is not null
        )
        {
            details.Add(("client", id));
        }

        // A scope of its own: what was refused may have left this request's context with unsaved changes.
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var source = SourceAddress.PrefixOf(
            context.Transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress
        );
        if (
            await services
                .GetRequiredService<Budgets>()
                .Take([(Budget.RecordedRefusalsPerSource, source)], context.CancellationToken)
            is null
        )
        {
            await services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    _ =>
                    {
                        services
                            .GetRequiredService<AuditLog>()
                            .Append(ProtocolEvents.Refused, null, details);
                        return Task.CompletedTask;
                    },
                    context.CancellationToken
                );
        }
    }
}
