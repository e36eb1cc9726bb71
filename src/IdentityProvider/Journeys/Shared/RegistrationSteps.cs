using Microsoft.Extensions.Localization;

namespace SecureAccess.Journeys.Shared;

/// <summary>The stages of a registration as people count them, for the step indicator.</summary>
public sealed class RegistrationSteps(IStringLocalizer<SharedTexts> texts)
{
    /// <summary>The number of the email address.</summary>
    public const int Email = 1;

    /// <summary>The number of username and password.</summary>
    public const int Account = 2;

    /// <summary>The number of who one is.</summary>
    public const int Identity = 3;

    /// <summary>The number of the financial account.</summary>
    public const int FinancialAccount = 4;

    /// <summary>The number of looking over both.</summary>
    public const int Review = 5;

    /// <summary>The number of the phone.</summary>
    public const int Phone = 6;

    /// <summary>Their names in the person's language, in order.</summary>
    public IReadOnlyList<string> Names =>
        [
            texts["Step.Email"],
            texts["Step.Account"],
            texts["Step.Identity"],
            texts["Step.FinancialAccount"],
            texts["Step.Review"],
            texts["Step.Phone"],
        ];
}
