using System.Globalization;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Refusals;

/// <summary>
/// Writes refused requests into the audit record, out of a budget of their source: whoever sends nonsense must not fill it, nor cost more than
/// the answer. What is no refusal is left out: a person's own decision, and answers that a client asked for or that tell it to wait.
/// </summary>
internal sealed class RecordRefusal<TContext>(
    ClientManager clients,
    UnrecordedSources unrecorded,
    IServiceScopeFactory scopes
) : IOpenIddictServerHandler<TContext>
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

        var source = SourceAddress.PrefixOf(
            context.Transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress
        );
        var cause = FrameworkCauses.Of(error, context.Transaction.Response.ErrorUri);
        // An assertion that came again may be a stolen one: no flood of other refusals hides it.
        var replayed = cause == ErrorCauses.AssertionReplayed;
        if (!replayed && unrecorded.Contains(source))
        {
            return;
        }

        // A scope of its own: what was refused may have left this request's context with unsaved changes.
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var budgets = services.GetRequiredService<Budgets>();
        if (
            await budgets.Take(
                [
                    (
                        replayed
                            ? Budget.RecordedReplaysPerSource
                            : Budget.RecordedRefusalsPerSource,
                        source
                    ),
                ],
                context.CancellationToken
            ) is
            { } usedUpUntil
        )
        {
            if (!replayed)
            {
                unrecorded.Add(source, usedUpUntil);
            }

            await NoteOnce(services, budgets, source, usedUpUntil, context.CancellationToken);
            return;
        }

        await Append(
            services,
            replayed ? ProtocolEvents.AssertionReplayed : ProtocolEvents.Refused,
            await Details(context, error, cause),
            context.CancellationToken
        );
    }

    private async Task<List<(string, string)>> Details(
        TContext context,
        string error,
        string? cause
    )
    {
        var details = new List<(string, string)>
        {
            ("endpoint", context.EndpointType.ToString()),
            ("error", error),
        };
        if (cause is not null)
        {
            details.Add(("cause", cause));
        }

        // An id that is no client's is the sender's own text.
        if (
            context.Transaction.Request?.ClientId is { Length: > 0 } id
            && await clients.FindByClientIdAsync(id, context.CancellationToken) is not null
        )
        {
            details.Add(("client", id));
        }

        return details;
    }

    private static async Task NoteOnce(
        IServiceProvider services,
        Budgets budgets,
        string source,
        DateTimeOffset usedUpUntil,
        CancellationToken cancellationToken
    )
    {
        var window = $"{source} {usedUpUntil.ToUnixTimeMilliseconds()}";
        if (await budgets.Take([(Budget.RefusalNotesPerWindow, window)], cancellationToken) is null)
        {
            await Append(
                services,
                ProtocolEvents.RefusalsUnrecorded,
                [("until", usedUpUntil.ToString("O", CultureInfo.InvariantCulture))],
                cancellationToken
            );
        }
    }

    private static Task Append(
        IServiceProvider services,
        AuditEventType type,
        IReadOnlyList<(string, string)> details,
        CancellationToken cancellationToken
    ) =>
        services
            .GetRequiredService<StateChange>()
            .InOneTransaction(
                _ =>
                {
                    services.GetRequiredService<AuditLog>().Append(type, null, details);
                    return Task.CompletedTask;
                },
                cancellationToken
            );
}
