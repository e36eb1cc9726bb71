using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Sessions.Devices;

namespace SecureAccess.Journeys.Consent;

/// <summary>What came of a device's code: the person goes back to the device, or has it show a new code.</summary>
public sealed class DeviceOutcomeModel : PageModel
{
    private static readonly string[] Known =
    [
        DeviceAddresses.Connected,
        DeviceAddresses.Refused,
        DeviceAddresses.TooLate,
    ];

    /// <summary>One of the outcomes that there are.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Says what came of it; any other address is none of ours.</summary>
    public IActionResult OnGet(string outcome)
    {
        if (!Known.Contains(outcome))
        {
            return NotFound();
        }

        Outcome = outcome;
        return Page();
    }
}
