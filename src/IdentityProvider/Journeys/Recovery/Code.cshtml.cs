using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>The recovery code (D15): it shows that the mailbox is the person's, and opens a recovery session.</summary>
public sealed class CodeModel(
    RecoveryVisit visit,
    StartRecovery start,
    OpenRecovery open,
    EntryErrors errors,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly RecoveryStep[] Here = [RecoveryStep.Code];

    /// <summary>The code as typed; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>Whether another code was just sent on demand.</summary>
    public bool SentAgain { get; private set; }

    /// <summary>What the recovery is for.</summary>
    public RecoveryFor For => visit.Situation.Begun!.For;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "sent")] string? sent,
        CancellationToken cancellationToken
    )
    {
        SentAgain = sent == "again";
        return await visit.Begin(Here, cancellationToken) ?? Page();
    }

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            // A code that came too late: the page that follows says so, and how to get a new one.
            return visit.Situation is { Begun: { } begun, Step: RecoveryStep.Start }
                ? RecoveryVisit.GoTo(RecoveryAddresses.StartOf(begun.For), "code", "ended")
                : elsewhere;
        }

        ModelState.Clear();
        switch (await open.Enter(HttpContext, visit.Situation.Begun!, Code, cancellationToken))
        {
            case EntryResult.Accepted:
                // What is next depends on what the new session shows: the next page leads there.
                return RecoveryVisit.GoTo(
                    For == RecoveryFor.Secure ? RecoveryStep.Secure : RecoveryStep.NewPassword
                );
            case var refused:
                errors.Add(ModelState, refused, CodeKind.Recovery);
                return Page();
        }
    }

    /// <summary>Sends another code.</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await start.Again(
            HttpContext,
            visit.Situation.Begun!,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is AskResult.Later later)
        {
            ModelState.AddModelError("", texts["Code.ResendLater", wait.Until(later.At)]);
            return Page();
        }

        return RecoveryVisit.GoTo(RecoveryAddresses.Of(RecoveryStep.Code), "sent", "again");
    }
}
