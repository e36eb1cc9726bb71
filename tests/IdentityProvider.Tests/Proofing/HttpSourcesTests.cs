using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using static SecureAccess.Tests.Proofing.ProofingDouble;

namespace SecureAccess.Tests.Proofing;

/// <summary>The sources over HTTP against a server that is well, ill or gone. The contract is docs/proofing-http.md.</summary>
public sealed class HttpSourcesTests : IAsyncLifetime
{
    private const string Key = "a-key-of-a-test";

    private static readonly string TaxMatches =
        $$$"""{"reference":"t-1","items":{{{{string.Join(',', TaxRecordItems.All.Select(item => $"\"{item}\":\"match\""))}}}}}""";

    private readonly string folder = Directory
        .CreateTempSubdirectory("secureaccess-proofing-")
        .FullName;

    private readonly LogSink logs = new();
    private ProofingDouble server = null!;
    private ServiceProvider services = null!;

    // Fails when: path, key, body or words differ from the contract.
    [Fact]
    [Trait("Requirement", "R12")]
    public async Task A_tax_record_is_asked_and_read_as_the_contract_says()
    {
        server.Answers.Enqueue(
            Says(TaxMatches.Replace("\"city\":\"match\"", "\"city\":\"no-match\""))
        );
        var answer = (await AskTax()).ShouldBeOfType<SourceAnswer.Answered>();
        answer.Reference.ShouldBe("t-1");
        answer
            .Items.Where(item => item.Value is ItemAnswer.NoMatch)
            .Select(item => item.Key)
            .ShouldBe(["city"]);
        var request = server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Authorization).ShouldBe(
            ("POST", "/v1/tax-record", $"Bearer {Key}")
        );
        Guid.TryParse(request.Id, out _).ShouldBeTrue();
        ShouldBe(request.Body, $$"""{"person":{{Person}}}""");
    }

    // Fails when: path, body or words differ from the contract.
    [Theory]
    [Trait("Requirement", "R13")]
    [InlineData("match", null)]
    [InlineData("not-accepted-american-express", "american-express")]
    [InlineData("not-accepted-debit", "debit")]
    [InlineData("not-accepted-corporate", "corporate")]
    public async Task A_financial_account_is_asked_and_read_as_the_contract_says(
        string word,
        string? reason
    )
    {
        server.Answers.Enqueue(
            Says($$$"""{"reference":"f-1","items":{"accountNumber":"{{{word}}}"},"more":1}""")
        );
        var answer = (await AskAccount()).ShouldBeOfType<SourceAnswer.Answered>();
        answer
            .Items["accountNumber"]
            .ShouldBe(reason is null ? new ItemAnswer.Match() : new ItemAnswer.NotAccepted(reason));
        var request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/financial-account");
        ShouldBe(
            request.Body,
            $$$"""{"person":{{{Person}}},"account":{"kind":"credit-card","number":"11111111"}}"""
        );
    }

    // Fails when: path, body or words differ from the contract.
    [Theory]
    [Trait("Requirement", "D11")]
    [InlineData("\"2026-02-27T10:00:00Z\"", "2026-02-27T10:00:00Z")]
    [InlineData("null", null)]
    public async Task A_phone_is_asked_and_read_as_the_contract_says(string json, string? changedAt)
    {
        server.Answers.Enqueue(
            Says(
                $$"""{"reference":"p-1","inName":true,"lineType":"mobile","business":false,"simChangedAt":{{json}}}"""
            )
        );
        var facts = (await AskPhone()).ShouldBeOfType<PhoneAnswer.Answered>().Facts;
        (facts.InName, facts.LineType, facts.Business).ShouldBe((true, "mobile", false));
        facts.SimChangedAt.ShouldBe(
            changedAt is null
                ? null
                : DateTimeOffset.Parse(changedAt, System.Globalization.CultureInfo.InvariantCulture)
        );
        ShouldBe(
            server.Requests.ShouldHaveSingleItem().Body,
            $$"""{"person":{{Person}},"number":"+12025550143"}"""
        );
    }

    // Fails when: an answer that is not of the contract is taken for one, or fails the caller.
    [Theory]
    [Trait("Requirement", "D5")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>garbage</html>")]
    [InlineData("""{"reference":"f-1"}""")]
    [InlineData("""{"items":{"accountNumber":"match"}}""")]
    [InlineData("""{"reference":null,"items":{"accountNumber":"match"}}""")]
    [InlineData("""{"reference":"","items":{"accountNumber":"match"}}""")]
    [InlineData("""{"reference":"Maria Lopez","items":{"accountNumber":"match"}}""")]
    [InlineData("""{"reference":"f-1","items":null}""")]
    [InlineData("""{"reference":"f-1","items":{}}""")]
    [InlineData("""{"reference":"f-1","items":{"accountNumber":null}}""")]
    [InlineData("""{"reference":"f-1","items":{"accountNumber":true}}""")]
    [InlineData("""{"reference":"f-1","items":{"accountNumber":"Match"}}""")]
    [InlineData("""{"reference":"f-1","items":{"accountNumber":"not-accepted-gold"}}""")]
    [InlineData("""{"reference":"f-1","items":{"number":"match"}}""")]
    [InlineData("""{"reference":"f-1","items":{"accountNumber":"match","other":"match"}}""")]
    [InlineData(
        """{"reference":"f-1","items":{"accountNumber":"no-match","accountNumber":"match"}}"""
    )]
    public async Task What_is_not_an_answer_of_the_contract_is_unavailable(string body)
    {
        server.Answers.Enqueue(Says(body));
        (await AskAccount()).ShouldBeOfType<SourceAnswer.Unavailable>();
    }

    // Fails when: a source of tax records may refuse a card, or an item may be left out.
    [Theory]
    [Trait("Requirement", "D5")]
    [InlineData("\"city\":\"match\"", "\"city\":\"not-accepted-debit\"")]
    [InlineData("\"city\":\"match\",", "")]
    [InlineData("\"city\":\"match\"", "\"town\":\"match\"")]
    public async Task A_tax_record_answer_has_each_item_matched_or_not(string good, string bad)
    {
        server.Answers.Enqueue(Says(TaxMatches.Replace(good, bad, StringComparison.Ordinal)));
        (await AskTax()).ShouldBeOfType<SourceAnswer.Unavailable>();
    }

    // Fails when: a phone is decided on by an answer that leaves something out or uses a word that is not of the contract.
    [Theory]
    [Trait("Requirement", "D11")]
    [InlineData("\"lineType\":\"mobile\"", "\"lineType\":\"cell\"")]
    [InlineData("\"inName\":true,", "")]
    [InlineData("\"inName\":true", "\"inName\":\"true\"")]
    [InlineData(",\"simChangedAt\":null", "")]
    [InlineData("\"simChangedAt\":null", "\"simChangedAt\":\"yesterday\"")]
    public async Task A_phone_answer_is_whole(string good, string bad)
    {
        const string whole =
            """{"reference":"p-1","inName":true,"lineType":"mobile","business":false,"simChangedAt":null}""";
        server.Answers.Enqueue(Says(whole.Replace(good, bad, StringComparison.Ordinal)));
        (await AskPhone()).ShouldBeOfType<PhoneAnswer.Unavailable>();
    }

    // Fails when: any other status is read as an answer, a redirect is followed with what was asked, or a refusal is asked again.
    [Theory]
    [Trait("Requirement", "D5")]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Another_status_than_200_is_unavailable(int status)
    {
        server.Answers.Enqueue(http =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return status == 204
                ? Says("", status)(http)
                : Says("""{"reference":"f-1","items":{"accountNumber":"match"}}""", status)(http);
        });
        (await AskAccount()).ShouldBeOfType<SourceAnswer.Unavailable>();
        server.Requests.Count.ShouldBe(1);
    }

    // Fails when: an answer that ends in the middle, or one beyond 64 KB, is read, or fails the caller.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_broken_or_huge_answer_is_unavailable()
    {
        server.Answers.Enqueue(Breaks);
        (await AskAccount()).ShouldBeOfType<SourceAnswer.Unavailable>();
        server.Answers.Clear();
        server.Answers.Enqueue(
            Says(
                $$"""{"reference":"f-1","items":{"accountNumber":"match"},"more":"{{new string('x', HttpSources.LargestAnswer)}}"}"""
            )
        );
        (await AskAccount()).ShouldBeOfType<SourceAnswer.Unavailable>();
    }

    // Fails when: a server error is not asked again, is asked again for ever, or the repeated question looks like a new one.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_server_error_is_asked_again_under_the_same_id()
    {
        server.Answers.Enqueue(Says("", 500));
        server.Answers.Enqueue(Says("", 503));
        server.Answers.Enqueue(Says(TaxMatches));
        (await AskTax()).ShouldBeOfType<SourceAnswer.Answered>();
        server.Requests.Count.ShouldBe(3);
        server.Requests.Select(request => request.Id).Distinct().Count().ShouldBe(1);
        server.Requests.Select(request => request.Body).Distinct().Count().ShouldBe(1);

        server.Requests.Clear();
        server.Answers.Clear();
        server.Answers.Enqueue(Says("", 500));
        (await AskTax()).ShouldBeOfType<SourceAnswer.Unavailable>();
        server.Requests.Count.ShouldBe(3);
    }

    // Fails when: one slow try uses up the time of the others, or all tries together take longer than the setting.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_slow_try_is_given_up_for_another_and_all_end_in_time()
    {
        server.Answers.Enqueue(Sleeps);
        server.Answers.Enqueue(Says(TaxMatches));
        (await AskTax()).ShouldBeOfType<SourceAnswer.Answered>();

        server.Answers.Clear();
        server.Answers.Enqueue(Sleeps);
        var watch = Stopwatch.StartNew();
        (await AskTax()).ShouldBeOfType<SourceAnswer.Unavailable>();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    // Fails when: a server that is not there, or a key that cannot be read, fails the caller.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_server_or_key_that_is_gone_is_unavailable()
    {
        File.Delete(Path.Combine(folder, "key"));
        (await AskTax()).ShouldBeOfType<SourceAnswer.Unavailable>();
        server.Requests.ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(folder, "key"), Key);
        await server.DisposeAsync();
        (await AskTax()).ShouldBeOfType<SourceAnswer.Unavailable>();
        (await AskPhone()).ShouldBeOfType<PhoneAnswer.Unavailable>();
    }

    // Fails when: a source that is down is asked on and on, or takes the others with it.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_source_that_is_down_is_left_alone_and_the_others_are_not()
    {
        server.Answers.Enqueue(http =>
            http.Request.Path == "/v1/phone" ? Says("", 500)(http) : Says(TaxMatches)(http)
        );
        await Together.AtOnce(Enumerable.Range(0, 12).ToList(), _ => AskPhone());
        var asked = server.Requests.Count;
        asked.ShouldBeInRange(20, 35);
        (await AskPhone()).ShouldBeOfType<PhoneAnswer.Unavailable>();
        server.Requests.Count.ShouldBe(asked);
        (await AskTax()).ShouldBeOfType<SourceAnswer.Answered>();
    }

    // Fails when: what was asked, what was answered or the key comes into a log.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task No_log_holds_what_was_asked_or_answered()
    {
        server.Answers.Enqueue(Says("""{"reference":"Maria Lopez of 12 Elm St"}"""));
        await AskTax();
        await AskAccount();
        server.Answers.Clear();
        server.Answers.Enqueue(Says("Maria Lopez", 400));
        await AskPhone();
        logs.Lines.ShouldContain(line => line.Contains("gave no answer at phone: status 400"));
        var shown = string.Join('\n', logs.Lines);
        foreach (
            var secret in new[] { "Maria", "Lopez", "Elm", "900123456", "1111", "5550143", Key }
        )
        {
            shown.ShouldNotContain(secret);
        }
    }

    public async ValueTask InitializeAsync()
    {
        server = await Start();
        await File.WriteAllTextAsync(Path.Combine(folder, "key"), Key + "\n");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Proofing:Source"] = ProofingOptions.OverHttp,
                    ["Proofing:TimeoutSeconds"] = "3",
                    ["Proofing:Http:Address"] = server.Address,
                    ["Proofing:Http:KeyFile"] = Path.Combine(folder, "key"),
                }
            )
            .Build();
        services = new ServiceCollection()
            // The lowest level that the program lets libraries log at.
            .AddLogging(logging =>
                logging
                    .AddProvider(logs)
                    .SetMinimumLevel(LogLevel.Warning)
                    .AddFilter("SecureAccess", LogLevel.Trace)
            )
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddProofing(configuration)
            .BuildServiceProvider(validateScopes: true);
        services.GetRequiredService<TestNumbers>().Allowed.ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static IdentityAnswers Maria => ProofedPeople.Answers("maria-lopez");

    private const string Person = """
        {"givenName":"Maria","familyName":"Lopez","birthDate":"1984-03-14","taxpayerNumber":"900123456","filingStatus":"single",
        "address":{"street":"12 Elm St","city":"Springfield","state":"IL","postalCode":"62701","country":"US"}}
        """;

    private Task<SourceAnswer> AskTax() =>
        services
            .GetRequiredService<ITaxRecordSource>()
            .Ask(new TaxRecordQuestion(Maria), CancellationToken.None);

    private Task<SourceAnswer> AskAccount() =>
        services
            .GetRequiredService<IFinancialAccountSource>()
            .Ask(
                new FinancialAccountQuestion(Maria, "credit-card", "11111111"),
                CancellationToken.None
            );

    private Task<PhoneAnswer> AskPhone() =>
        services
            .GetRequiredService<IPhoneSource>()
            .Ask(new PhoneQuestion(Maria, "+12025550143"), CancellationToken.None);

    private static void ShouldBe(string json, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(expected)).ShouldBeTrue(json);
}
