using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Devices;

namespace SecureAccess.Journeys.Consent;

/// <summary>
/// Where a person types the code that a device shows (RFC 8628 3.3). The device's own link brings the code along (3.3.1); even then
/// nothing happens before the person goes on.
/// </summary>
public sealed class DeviceModel(
    DeviceCodeEntry entry,
    NextStep next,
    IStringLocalizer<ConsentTexts> texts,
    TimeWords time,
    WaitWords wait
) : PageModel
{
    /// <summary>The code as typed, or as the device's link brought it.</summary>
    [BindProperty(Name = "userCode")]
    public string? UserCode { get; set; }

    /// <summary>Whether the code came with the link.</summary>
    public bool IsFilledIn { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet([FromQuery(Name = DeviceCodeEntry.UserCode)] string? userCode)
    {
        ModelState.Clear();
        UserCode = UserCodeRules.Read(userCode) is { } code ? UserCodeRules.Shown(code) : null;
        IsFilledIn = UserCode is not null;
    }

    /// <summary>Takes the code, and leads to the sign-in that it needs.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        switch (await entry.Enter(UserCode, HttpContext, cancellationToken))
        {
            case DeviceCodeResult.Found found:
                return Redirect(
                    await next.AddressOf(HttpContext, found.Request, null, cancellationToken)
                );
            case DeviceCodeResult.TooMany many:
                ModelState.AddModelError(
                    "userCode",
                    texts["Device.Code.Wait", wait.Until(many.Until)]
                );
                break;
            default:
                ModelState.AddModelError(
                    "userCode",
                    texts["Device.Code.Wrong", time.Say(DeviceRequests.Lifetime)]
                );
                break;
        }

        UserCode =
            UserCode is { Length: <= UserCodeRules.LongestTyped } typed && SingleLine.IsPlain(typed)
                ? typed
                : null;
        return Page();
    }
}
