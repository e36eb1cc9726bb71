using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>Who you are (R12): name, date of birth, taxpayer number, and what the last-filed return says.</summary>
public sealed class IdentityModel(
    RegistrationVisit visit,
    ProofingDrafts drafts,
    TestNumbers testNumbers,
    IStringLocalizer<VerificationTexts> texts,
    TimeProvider clock
) : PageModel
{
    // It may be changed until it was checked and matched.
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Identity,
        RegistrationStep.FinancialAccount,
        RegistrationStep.Review,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The fields; shown again after an error, and when the person comes back.</summary>
    [BindProperty]
    public IdentityForm Form { get; set; } = new();

    /// <summary>The last two digits of the taxpayer number entered before; null when there is none.</summary>
    public string? KeptEnding => visit.Situation.Draft?.Identity?.TaxpayerNumber[^2..];

    /// <summary>The filing statuses (R12).</summary>
    public IReadOnlyList<Choice> FilingStatuses =>
        [.. FilingStatus.All.Select(status => new Choice(status, texts[$"FilingStatus.{status}"]))];

    /// <summary>The countries.</summary>
    public IReadOnlyList<Choice> Countries => Verification.Countries.Choices;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Form = visit.Situation.Draft!.Identity is { } saved
            ? IdentityForm.Of(saved)
            : new IdentityForm { Country = "US" };
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
        var reading = IdentityFormReading.Read(
            Form,
            visit.Situation.Draft!.Identity?.TaxpayerNumber,
            testNumbers.Allowed,
            Verification.Countries.Codes,
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        );
        if (reading.Answers is not { } answers)
        {
            foreach (var (field, text) in reading.Problems)
            {
                ModelState.AddModelError(field, texts[text]);
            }

            return Page();
        }

        await drafts.SaveIdentity(visit.SignedIn.Session.AccountId, answers, cancellationToken);
        return await visit.GoOn(cancellationToken);
    }
}
