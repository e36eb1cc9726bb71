using System.Text.Json;
using SecureAccess.Accounts;

namespace SecureAccess.Proofing.Sources;

/// <summary>A person as the contract of <see cref="HttpSources"/> writes one.</summary>
internal sealed record HttpPerson(
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    string TaxpayerNumber,
    string FilingStatus,
    PostalAddress Address
)
{
    public static HttpPerson Of(IdentityAnswers answers) =>
        new(
            answers.GivenName,
            answers.FamilyName,
            answers.BirthDate,
            answers.TaxpayerNumber,
            answers.FilingStatus,
            answers.Address
        );

    public override string ToString() => "[person]";
}

/// <summary>The answer to <c>tax-record</c> and <c>financial-account</c>.</summary>
internal sealed record HttpItems
{
    public required string Reference { get; init; }

    public required Dictionary<string, string> Items { get; init; }
}

/// <summary>The answer to <c>phone</c>.</summary>
internal sealed record HttpPhone
{
    public required string Reference { get; init; }

    public required bool InName { get; init; }

    public required string LineType { get; init; }

    public required bool Business { get; init; }

    public required DateTimeOffset? SimChangedAt { get; init; }
}

/// <summary>What the words of an answer over HTTP mean; what is not of the contract is no answer.</summary>
internal static class HttpAnswerRules
{
    private const string Match = "match";
    private const string NoMatch = "no-match";
    private const string NotAccepted = "not-accepted-";

    /// <summary>The form of questions and answers: a key twice is malformed.</summary>
    public static JsonSerializerOptions Form { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
        };

    /// <summary>The answer of a source of items.</summary>
    /// <param name="answer">As it came; null: none.</param>
    /// <param name="asked">The items that must be there, and no others.</param>
    /// <param name="refusals">Whether an item may be "not accepted".</param>
    public static SourceAnswer Read(HttpItems? answer, IReadOnlyList<string> asked, bool refusals)
    {
        if (
            answer is null
            || !SourceReference.IsGood(answer.Reference)
            || answer.Items.Count != asked.Count
        )
        {
            return new SourceAnswer.Unavailable();
        }

        var items = new Dictionary<string, ItemAnswer>();
        foreach (var name in asked)
        {
            if (ItemOf(answer.Items.GetValueOrDefault(name), refusals) is not { } item)
            {
                return new SourceAnswer.Unavailable();
            }

            items.Add(name, item);
        }

        return new SourceAnswer.Answered(items, answer.Reference);
    }

    /// <summary>The answer of a source of phones.</summary>
    public static PhoneAnswer Read(HttpPhone? answer, DateTimeOffset askedAt) =>
        answer is not null
        && SourceReference.IsGood(answer.Reference)
        && LineType.All.Contains(answer.LineType)
            ? new PhoneAnswer.Answered(
                new PhoneFacts(
                    answer.InName,
                    answer.LineType,
                    answer.Business,
                    answer.SimChangedAt,
                    askedAt
                ),
                answer.Reference
            )
            : new PhoneAnswer.Unavailable();

    private static ItemAnswer? ItemOf(string? word, bool refusals) =>
        word switch
        {
            Match => new ItemAnswer.Match(),
            NoMatch => new ItemAnswer.NoMatch(),
            _ when refusals
                    && word is not null
                    && word.StartsWith(NotAccepted, StringComparison.Ordinal)
                    && RefusedCard.All.Contains(word[NotAccepted.Length..]) =>
                new ItemAnswer.NotAccepted(word[NotAccepted.Length..]),
            _ => null,
        };
}
