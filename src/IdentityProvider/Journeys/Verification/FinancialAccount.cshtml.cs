using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>A financial account (R13, D10): its kind and number. The number is kept until its check only.</summary>
public sealed class FinancialAccountModel(
    RegistrationVisit visit,
    ProofingDrafts drafts,
    IStringLocalizer<VerificationTexts> texts
) : PageModel
{
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.FinancialAccount,
        RegistrationStep.Review,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The kind (<see cref="FinancialAccountKind"/>).</summary>
    [BindProperty(Name = "accountKind")]
    public string? AccountKind { get; set; }

    /// <summary>The number as typed; shown again after an error, never later.</summary>
    [BindProperty(Name = "accountNumber")]
    public string? AccountNumber { get; set; }

    /// <summary>Whether a number was entered before and is asked for again (D10).</summary>
    public bool IsAskedAgain =>
        visit.Situation.Draft is { AccountKind: not null, HoldsAccountNumber: false };

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        AccountKind = visit.Situation.Draft!.AccountKind;
        return Page();
    }

    /// <summary>Saves what was entered.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var kind =
            AccountKind is { } chosen && FinancialAccountKind.All.Contains(chosen) ? chosen : null;
        if (kind is null)
        {
            ModelState.AddModelError("accountKind", texts["AccountKind.Empty"]);
        }

        var reading = FinancialAccountRules.Read(
            kind ?? FinancialAccountKind.Mortgage,
            AccountNumber
        );
        if (ProblemOf(reading) is { } problem)
        {
            ModelState.AddModelError("accountNumber", texts[problem]);
        }

        if (kind is null || reading is not AccountNumberReading.Number number)
        {
            return Page();
        }

        await drafts.SaveFinancialAccount(
            visit.SignedIn.Session.AccountId,
            kind,
            number.Digits,
            cancellationToken
        );
        return await visit.GoOn(cancellationToken);
    }

    private static string? ProblemOf(AccountNumberReading reading) =>
        reading switch
        {
            AccountNumberReading.Number => null,
            AccountNumberReading.Missing => "AccountNumber.Empty",
            AccountNumberReading.NotDigits => "AccountNumber.NotDigits",
            AccountNumberReading.NeedsEightDigits => "AccountNumber.NeedsEightDigits",
            _ => "AccountNumber.WrongLength",
        };
}
