using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;

namespace SecureAccess.Journeys.Shared;

/// <summary>Says beside the field <c>code</c> why an entry was not taken, in the same words on every page.</summary>
public sealed class EntryErrors(IStringLocalizer<SharedTexts> texts, WaitWords wait)
{
    /// <summary>Adds the error of an entry that was not accepted.</summary>
    /// <param name="errors">The page's.</param>
    /// <param name="result">What came of the entry; accepted ones and those without a challenge say nothing.</param>
    /// <param name="kind">The code that the page asks for.</param>
    public void Add(ModelStateDictionary errors, EntryResult result, CodeKind kind)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(kind);
        if (result is not (EntryResult.Accepted or EntryResult.NoChallenge))
        {
            errors.AddModelError("code", Of(result, kind));
        }
    }

    private string Of(EntryResult result, CodeKind kind) =>
        result switch
        {
            EntryResult.NotACode => texts[$"Entry.NotACode.{kind.Name}", kind.Form.Length],
            EntryResult.NoLiveCode when kind == CodeKind.MailedActivation => texts[
                "Entry.NoLongerValid.Letter"
            ],
            EntryResult.NoLiveCode when kind == CodeKind.Recovery => texts[
                "Entry.NoLongerValid.Recovery"
            ],
            EntryResult.NoLiveCode => texts["Entry.NoLongerValid"],
            EntryResult.AlreadyUsed => texts["Entry.AlreadyUsed"],
            EntryResult.Wait until => texts["Entry.Wait", wait.Until(until.Until)],
            _ when kind == CodeKind.MailedActivation => texts["Entry.Wrong.Letter"],
            _ when kind == CodeKind.AppSecurity => texts["Entry.Wrong.App"],
            _ => texts["Entry.Wrong"],
        };
}
