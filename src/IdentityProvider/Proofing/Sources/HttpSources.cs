using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace SecureAccess.Proofing.Sources;

/// <summary>
/// The sources over HTTP, by the contract in <c>docs/proofing-http.md</c>. Whatever is not an answer of that contract is
/// "unavailable": another status, a body that is malformed, too large or incomplete, an unknown word.
/// </summary>
public sealed partial class HttpSources(
    HttpClient http,
    IOptions<ProofingOptions> options,
    TimeProvider clock,
    ILogger<HttpSources> log
) : ITaxRecordSource, IFinancialAccountSource, IPhoneSource
{
    /// <summary>Bytes of the largest answer that is read.</summary>
    public const int LargestAnswer = 64 * 1024;

    /// <inheritdoc cref="ITaxRecordSource.Name" />
    public string Name => "http";

    /// <inheritdoc />
    public async Task<SourceAnswer> Ask(TaxRecordQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        return HttpAnswerRules.Read(
            await Post<HttpItems>(
                "tax-record",
                new { person = HttpPerson.Of(question.Person) },
                ct
            ),
            TaxRecordItems.All,
            refusals: false
        );
    }

    /// <inheritdoc />
    public async Task<SourceAnswer> Ask(FinancialAccountQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var body = new
        {
            person = HttpPerson.Of(question.Person),
            account = new { kind = question.Kind, number = question.Number },
        };
        return HttpAnswerRules.Read(
            await Post<HttpItems>("financial-account", body, ct),
            FinancialAccountItems.All,
            refusals: true
        );
    }

    /// <inheritdoc />
    public async Task<PhoneAnswer> Ask(PhoneQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var askedAt = clock.GetUtcNow();
        var body = new { person = HttpPerson.Of(question.Person), number = question.Number };
        return HttpAnswerRules.Read(await Post<HttpPhone>("phone", body, ct), askedAt);
    }

    // Null for everything that is no answer.
    private async Task<T?> Post<T>(string path, object body, CancellationToken ct)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = JsonContent.Create(body, body.GetType(), options: HttpAnswerRules.Form),
            };
            // The same for each try, so that a source can tell a repeated question from a new one.
            request.Headers.Add(
                "Request-Id",
                Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)
            );
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Key(ct));
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadFromJsonAsync<T>(HttpAnswerRules.Form, ct);
            }

            NoAnswer(log, path, $"status {(int)response.StatusCode}");
        }
#pragma warning disable CA1031 // Network, time-out, open circuit, key file, JSON: all of it is "unavailable".
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Its type only: a message may quote what came.
            NoAnswer(log, path, exception.GetType().Name);
        }

        return null;
    }

    private async Task<string> Key(CancellationToken ct) =>
        (await File.ReadAllTextAsync(options.Value.Http.KeyFile!, ct)).Trim();

    [LoggerMessage(LogLevel.Warning, "The source over HTTP gave no answer at {Path}: {Reason}")]
    private static partial void NoAnswer(ILogger logger, string path, string reason);
}
