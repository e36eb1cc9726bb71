using Microsoft.AspNetCore.Mvc;

namespace SecureAccess.Journeys.Development;

/// <summary>Lists the demo people and how to sign in as each, on pages that ask for it by the name <c>DemoPeople</c>; in Development only.</summary>
public sealed class DemoPeopleViewComponent(DemoPeopleList people) : ViewComponent
{
    /// <summary>Shows the list; nothing where there are no demo people.</summary>
    public IViewComponentResult Invoke() =>
        people.ReadyToSignIn() is { Count: > 0 } ready
            ? View("/Journeys/Development/DemoPeople.cshtml", ready)
            : Content("");
}
