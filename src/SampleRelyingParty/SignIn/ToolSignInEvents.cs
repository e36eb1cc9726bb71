using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.SignIn;

/// <summary>What a tool adds to the ordinary handler: step-up parameters, the issuer of the answer, and a page for a failure.</summary>
public sealed class ToolSignInEvents(Tool tool, ProviderSettings provider) : OpenIdConnectEvents
{
    /// <summary>The parameter of a challenge that carries wished <c>acr_values</c>, separated by spaces.</summary>
    public const string AcrValues = "acr_values";

    /// <summary>The parameter of a challenge that carries a <c>login_hint</c>.</summary>
    public const string LoginHint = "login_hint";

    /// <inheritdoc />
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (context.Properties.GetParameter<string>(AcrValues) is { Length: > 0 } wished)
        {
            context.ProtocolMessage.AcrValues = wished;
        }

        if (context.Properties.GetParameter<string>(LoginHint) is { Length: > 0 } hint)
        {
            context.ProtocolMessage.LoginHint = hint;
        }

        return Task.CompletedTask;
    }

    /// <summary>RFC 9207: an answer that names another issuer is a mix-up.</summary>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        var issuer = context.ProtocolMessage.GetParameter("iss");
        if (issuer is not null && issuer != provider.Issuer)
        {
            context.Fail("The answer names another issuer than the one that was asked.");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        context.Properties!.Items[ToolSession.UserInfoItem] = context.User.RootElement.GetRawText();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        SignInFailure.From(context.Failure).Remember(context.HttpContext);
        context.Response.Redirect($"{tool.Home}/sign-in-failed");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
