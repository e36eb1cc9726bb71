using System.Globalization;

namespace SecureAccess.Proofing.Sources;

/// <summary>
/// The sources of Development: they know the people of <c>Proofing:Embedded:File</c>. Every item is compared, also of a person whom
/// they do not know, so that the work says nothing.
/// </summary>
public sealed class EmbeddedSources(DemoPeople people, TimeProvider clock)
    : ITaxRecordSource,
        IFinancialAccountSource,
        IPhoneSource
{
    // Compared where there is no such person; frozen, so that nothing matches.
    private static readonly DemoPerson Nobody = new()
    {
        Id = "",
        GivenName = "\0",
        FamilyName = "\0",
        BirthDate = DateOnly.MaxValue,
        TaxpayerNumber = "\0",
        FilingStatus = "\0",
        Address = new DemoAddress
        {
            Street = "\0",
            City = "\0",
            State = "\0",
            PostalCode = "\0",
            Country = "\0",
        },
        Accounts = [],
        Phones = [],
        Frozen = true,
    };

    /// <inheritdoc cref="ITaxRecordSource.Name" />
    public string Name => "embedded";

    /// <inheritdoc />
    public Task<SourceAnswer> Ask(TaxRecordQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var person = Find(question.Person);
        return Answer(
            Compare(person, question.Person)
                .ToDictionary(
                    item => item.Item,
                    item =>
                        item.Same & !person.Frozen
                            ? (ItemAnswer)new ItemAnswer.Match()
                            : new ItemAnswer.NoMatch()
                )
        );
    }

    /// <inheritdoc />
    public Task<SourceAnswer> Ask(FinancialAccountQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var account = Find(question.Person)
            .Accounts.FirstOrDefault(account =>
                account.Kind == question.Kind
                && question.Number == FinancialAccountRules.AskedOf(account.Kind, account.Number)
            );
        return Answer(new() { [FinancialAccountItems.AccountNumber] = Of(account) });
    }

    /// <inheritdoc />
    public Task<PhoneAnswer> Ask(PhoneQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var now = clock.GetUtcNow();
        var own = Find(question.Person)
            .Phones.FirstOrDefault(phone => phone.Number == question.Number);
        var known =
            own
            ?? people
                .All.SelectMany(person => person.Phones)
                .FirstOrDefault(phone => phone.Number == question.Number);
        var facts = new PhoneFacts(
            own?.InName ?? false,
            known?.LineType ?? LineType.Other,
            known?.Business ?? false,
            // Counted back from the ask, so that the demo's clock may be moved.
            known?.SimChangedHoursAgo
                is { } hours
                ? now - TimeSpan.FromHours(hours)
                : null,
            now
        );
        return Task.FromResult<PhoneAnswer>(new PhoneAnswer.Answered(facts, NewReference()));
    }

    private DemoPerson Find(IdentityAnswers answers) =>
        people.All.FirstOrDefault(person => person.TaxpayerDigits == answers.TaxpayerNumber)
        ?? Nobody;

    private static List<(string Item, bool Same)> Compare(DemoPerson person, IdentityAnswers said)
    {
        var (known, given) = (person.Address, said.Address);
        return
        [
            (TaxRecordItems.GivenName, ComparisonRules.SameWords(person.GivenName, said.GivenName)),
            (
                TaxRecordItems.FamilyName,
                ComparisonRules.SameWords(person.FamilyName, said.FamilyName)
            ),
            (TaxRecordItems.BirthDate, person.BirthDate == said.BirthDate),
            (TaxRecordItems.TaxpayerNumber, person.TaxpayerDigits == said.TaxpayerNumber),
            (TaxRecordItems.FilingStatus, person.FilingStatus == said.FilingStatus),
            (TaxRecordItems.Street, ComparisonRules.SameWords(known.Street, given.Street)),
            (TaxRecordItems.City, ComparisonRules.SameWords(known.City, given.City)),
            (TaxRecordItems.State, ComparisonRules.SameCode(known.State, given.State)),
            (
                TaxRecordItems.PostalCode,
                ComparisonRules.SamePostalCode(known.PostalCode, given.PostalCode, known.Country)
            ),
            (TaxRecordItems.Country, ComparisonRules.SameCode(known.Country, given.Country)),
        ];
    }

    private static ItemAnswer Of(DemoFinancialAccount? account) =>
        account switch
        {
            null => new ItemAnswer.NoMatch(),
            { Brand: RefusedCard.AmericanExpress } => new ItemAnswer.NotAccepted(
                RefusedCard.AmericanExpress
            ),
            { Debit: true } => new ItemAnswer.NotAccepted(RefusedCard.Debit),
            { Corporate: true } => new ItemAnswer.NotAccepted(RefusedCard.Corporate),
            _ => new ItemAnswer.Match(),
        };

    private static Task<SourceAnswer> Answer(Dictionary<string, ItemAnswer> items) =>
        Task.FromResult<SourceAnswer>(new SourceAnswer.Answered(items, NewReference()));

    private static string NewReference() =>
        Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
}
