using OpenIddict.Server;
using SecureAccess.Clients;

namespace SecureAccess.Protocol.Resources;

/// <summary>For whom the access token of this request is to be made, where that was asked (RFC 8707); without one it has the audience of old.</summary>
/// <param name="Audience">The names asked for, which become <c>aud</c> as they are.</param>
/// <param name="Api">One of the APIs among them: all of them know people by the same names. Null when only this server is asked for.</param>
internal sealed record TokenTarget(IReadOnlyList<string> Audience, Client? Api)
{
    private const string Key = "secureaccess:target";

    public static TokenTarget? Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<TokenTarget>(Key);

    public static void Set(OpenIddictServerTransaction transaction, TokenTarget target) =>
        transaction.SetProperty(Key, target);
}

/// <summary>What asking for resources came to.</summary>
internal abstract record TargetReading
{
    private TargetReading() { }

    /// <summary>A token can be made for them.</summary>
    public sealed record Allowed(TokenTarget Target) : TargetReading;

    /// <summary>It cannot: <c>invalid_target</c>, why, and the place in the dictionary of errors.</summary>
    public sealed record Refused(string Description, string Cause) : TargetReading;
}
