using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Handlers;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Devices;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlerFilters;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Devices;

/// <summary>
/// The handlers of the device flow (RFC 8628) and where they stand. OpenIddict reads and checks the device's request and authenticates the
/// client; both codes are handles of ours, as authorization codes are (docs/adr/0015).
/// </summary>
internal static class DeviceHandlers
{
    private const int After = 500;

    public static void Add(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateDeviceAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<
                    RefuseMalformedParameters<ValidateDeviceAuthorizationRequestContext>
                >()
                .SetOrder(int.MinValue + 1)
        );
        server.RemoveEventHandler(H.Device.ValidateScopePermissions.Descriptor);
        server.AddEventHandler<ValidateDeviceAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<CheckDeviceRequest>()
                .SetOrder(H.Device.ValidateEndpointPermissions.Descriptor.Order + After)
        );
        server.RemoveEventHandler(H.GenerateDeviceCode.Descriptor);
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .AddFilter<RequireDeviceCodeGenerated>()
                .UseScopedHandler<MakeDeviceCodes>()
                .SetOrder(H.GenerateDeviceCode.Descriptor.Order)
        );
        server.RemoveEventHandler(H.GenerateUserCode.Descriptor);
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .AddFilter<RequireDeviceAuthorizationRequest>()
                .UseSingletonHandler<TellHowToGoOn>()
                .SetOrder(H.AttachSignInParameters.Descriptor.Order + After)
        );
        server.RemoveEventHandler(H.ValidateDeviceCode.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .AddFilter<RequireDeviceCodeValidated>()
                .UseScopedHandler<AnswerWaitingDevice>()
                .SetOrder(H.ValidateDeviceCode.Descriptor.Order)
        );
    }
}

/// <summary>What the device asks of its person, decided as it asks.</summary>
internal sealed record DeviceAsks(SignInNeeds Needs)
{
    private const string Key = "secureaccess:device-asks";

    public static DeviceAsks Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<DeviceAsks>(Key)!;

    public void Keep(OpenIddictServerTransaction transaction) => transaction.SetProperty(Key, this);
}

/// <summary>Refuses scopes that the client was not registered with, and an assurance that nobody can reach.</summary>
internal sealed class CheckDeviceRequest(ClientManager clients, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateDeviceAuthorizationRequestContext>
{
    public async ValueTask HandleAsync(ValidateDeviceAuthorizationRequestContext context)
    {
        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        var permissions = await clients.GetPermissionsAsync(client, context.CancellationToken);
        var scopes = context.Request.GetScopes();
        if (
            scopes.Any(scope =>
                !permissions.Contains(OpenIddictConstants.Permissions.Prefixes.Scope + scope)
            )
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope,
                "The client is not registered for one of these scopes.",
                ErrorCauses.ScopeNotRegistered
            );
            return;
        }

        switch (AuthorizeRules.Read(context.Request, client, clock.GetUtcNow()))
        {
            case AuthorizeReading.Wrong wrong:
                context.Reject(
                    wrong.Error,
                    wrong.Description,
                    wrong.Error == AuthorizeRules.UnmetAuthenticationRequirements
                        ? ErrorCauses.AcrUnknown
                        : ErrorCauses.ParameterMalformed
                );
                break;
            case AuthorizeReading.Wanted wanted:
                new DeviceAsks(wanted.Needs).Keep(context.Transaction);
                break;
        }
    }
}

/// <summary>Makes both codes in place of OpenIddict's: one row, which holds neither.</summary>
internal sealed class MakeDeviceCodes(DeviceRequests devices)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var handle = Handle.New();
        var code = await devices.Store(
            new NewDeviceRequest(
                handle.Hash,
                context.ClientId!,
                string.Join(' ', context.Request.GetScopes().Distinct()),
                context.Request.GetResources() is { Length: > 0 } resources
                    ? string.Join(' ', resources.Distinct())
                    : null,
                DeviceAsks.Of(context.Transaction).Needs
            ),
            context.CancellationToken
        );
        context.DeviceCode = handle.Value;
        context.UserCode = UserCodeRules.Shown(code);
    }
}

/// <summary>Tells the device where its person goes, by the issuer and never by the <c>Host</c> header, and how often it may ask.</summary>
internal sealed class TellHowToGoOn : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        var page = new Uri(
            TokenPrincipals.IssuerOf(context.Transaction),
            DeviceAddresses.Verification
        ).AbsoluteUri;
        context.Response.VerificationUri = page;
        context.Response.VerificationUriComplete =
            $"{page}?{DeviceCodeEntry.UserCode}={context.UserCode}";
        context.Response[OpenIddictConstants.Parameters.Interval] = DeviceRequests.Interval;
        return default;
    }
}

/// <summary>Tells the device to wait, or redeems its code, after the client was authenticated (RFC 8628 3.5).</summary>
internal sealed class AnswerWaitingDevice(
    DeviceRequests devices,
    Redemptions redemptions,
    TokenQueries queries,
    ClientManager clients
) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        if (
            !await clients.HasPermissionAsync(
                client,
                OpenIddictConstants.Permissions.GrantTypes.DeviceCode,
                context.CancellationToken
            )
        )
        {
            // OpenIddict asks this too, but later.
            context.Reject(
                OpenIddictConstants.Errors.UnauthorizedClient,
                "The client is not registered for this grant.",
                ErrorCauses.GrantNotRegistered
            );
            return;
        }

        var hash = context.DeviceCode is { Length: Handle.Length } presented
            ? Handle.Of(presented).Hash
            : null;
        var answer = hash is null
            ? DeviceAnswer.Unknown
            : await devices.Ask(hash, context.ClientId!, context.CancellationToken);
        if (
            answer == DeviceAnswer.Approved
            && await redemptions.Redeem(
                queries.Devices,
                hash!,
                context.ClientId!,
                "device-code-reused",
                context.CancellationToken
            )
                is { } facts
        )
        {
            PresentedFacts.Set(context.Transaction, facts);
            context.DeviceCodePrincipal = TokenPrincipals.Of(
                facts,
                await ClientAsRegistered.Read(clients, client.ClientId!, context.CancellationToken),
                TokenPrincipals.IssuerOf(context.Transaction)
            );
            return;
        }

        var (error, description, cause) = Refusal(answer);
        context.Reject(error, description, cause);
    }

    private static (string Error, string Description, string Cause) Refusal(DeviceAnswer answer) =>
        answer switch
        {
            DeviceAnswer.Waiting => (
                OpenIddictConstants.Errors.AuthorizationPending,
                "The person has not decided yet.",
                ErrorCauses.WaitForPerson
            ),
            DeviceAnswer.TooOften => (
                OpenIddictConstants.Errors.SlowDown,
                "The device asks too often: from now on 5 seconds less often.",
                ErrorCauses.TooOften
            ),
            DeviceAnswer.Refused => (
                OpenIddictConstants.Errors.AccessDenied,
                "The person refused.",
                ErrorCauses.PersonRefused
            ),
            DeviceAnswer.Expired => (
                OpenIddictConstants.Errors.ExpiredToken,
                "The device code has expired.",
                ErrorCauses.DeviceCodeExpired
            ),
            // It becomes invalid_grant.
            _ => (
                OpenIddictConstants.Errors.InvalidToken,
                "The device code is not valid.",
                ErrorCauses.DeviceCodeNotValid
            ),
        };
}
