using System.Text.Json;
using SecureAccess.Limits;

namespace SecureAccess.Sessions.Devices;

/// <summary>What came of typing a device's code.</summary>
public abstract record DeviceCodeResult
{
    private DeviceCodeResult() { }

    /// <summary>A device waits under it: a sign-in request of this browser stands for it from now on.</summary>
    public sealed record Found(SignInRequest Request) : DeviceCodeResult;

    /// <summary>No device waits under it: never was, too old, decided already; which is not said.</summary>
    public sealed record Wrong : DeviceCodeResult;

    /// <summary>Too many wrong ones: not before that instant.</summary>
    public sealed record TooMany(DateTimeOffset Until) : DeviceCodeResult;
}

/// <summary>
/// Takes the code that a person types from a device (RFC 8628 3.3), out of a budget of source and account (5.1), and turns the device's
/// request into a sign-in request of this browser: the way from there is that of every sign-in.
/// </summary>
public sealed class DeviceCodeEntry(
    DeviceRequests devices,
    SignInRequests requests,
    CurrentSession current,
    Budgets budgets
)
{
    /// <summary>The name under which the stored parameters hold the code, for the page that asks for the decision.</summary>
    public const string UserCode = "user_code";

    // Nothing is sent anywhere from the pages of such a request.
    private const string ThisSite = "'self'";

    /// <summary>Takes a code.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="http">Whose browser it is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DeviceCodeResult> Enter(
        string? typed,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        if (UserCodeRules.Read(typed) is not { } code)
        {
            return new DeviceCodeResult.Wrong();
        }

        // Counted before it is looked up, and given back when it was right: many at once are all counted.
        var takes = Takes(http, await current.Load(http, cancellationToken));
        if (await budgets.Take(takes, cancellationToken) is { } until)
        {
            return new DeviceCodeResult.TooMany(until);
        }

        if (await devices.WithCode(code, cancellationToken) is not { } device)
        {
            return new DeviceCodeResult.Wrong();
        }

        await budgets.GiveBack(takes, cancellationToken);
        return new DeviceCodeResult.Found(
            await requests.Store(
                new NewSignInRequest(
                    device.ClientId,
                    JsonSerializer.Serialize(
                        new Dictionary<string, object>
                        {
                            ["client_id"] = device.ClientId,
                            ["scope"] = device.Scopes,
                            ["resource"] = device.ResourceList,
                            [UserCode] = UserCodeRules.Shown(code),
                        }
                    ),
                    ThisSite,
                    device.Needs
                )
                {
                    DeviceHash = device.DeviceHash,
                },
                http,
                cancellationToken
            )
        );
    }

    private static (Budget, string)[] Takes(HttpContext http, SignedIn? signedIn)
    {
        var source = SourceAddress.PrefixOf(http.Connection.RemoteIpAddress);
        return signedIn is null
            ? [(Budget.DeviceCodesPerSource, source)]
            :
            [
                (Budget.DeviceCodesPerSource, source),
                (Budget.DeviceCodesPerAccount, signedIn.Session.AccountId.ToString()),
            ];
    }
}
