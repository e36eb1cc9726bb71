using Microsoft.AspNetCore.Mvc;

namespace SecureAccess.Journeys.Development;

/// <summary>
/// Lists the demo people without an account and what registering as each takes, on pages that ask for it by the name
/// <c>DemoRecords</c>; in Development only.
/// </summary>
public sealed class DemoRecordsViewComponent(DemoPeopleList people) : ViewComponent
{
    /// <summary>Shows the list, folded; nothing where there are no such people.</summary>
    public IViewComponentResult Invoke() =>
        people.ReadyToRegister() is { Count: > 0 } ready
            ? View("/Journeys/Development/DemoRecords.cshtml", ready)
            : Content("");
}
