using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecureAccess.Proofing.Sources;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>A source that fails in the middle of a registration: the page says so, and place and attempts are kept.</summary>
public sealed class SourceFaultTests
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    public static TheoryData<string> Faults => ["down", "throws", "slow", "garbage"];

    [Theory]
    [MemberData(nameof(Faults))]
    [Trait("Requirement", "D5")]
    [Trait("Threat", "A-provider-that-is-slow")]
    // Fails when: a tax record source that does not answer costs an attempt, loses what was entered, or fails the page.
    public async Task A_tax_record_source_that_fails_costs_no_attempt_and_loses_nothing(
        string fault
    )
    {
        var source = new FaultyTaxRecords { Fault = fault };
        await using var host = await Host(services =>
            services.Replace(
                ServiceDescriptor.Singleton<ITaxRecordSource>(provider =>
                    source.Over(provider.GetRequiredService<DemoPeople>(), provider)
                )
            )
        );
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, Linda);
        await walk.To(browser, "/verify/review");

        for (var i = 0; i < 4; i++)
        {
            await browser.Submit();
            browser.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            browser.Path().ShouldBe("/verify/review");
            browser.MainText.ShouldContain("This costs you no try");
            browser.MainText.ShouldContain("Tries left: 3");
        }

        source.Fault = "";
        await walk.GoOnTo(browser, "/register/done");
        host.Logs.Lines.ShouldNotContain(line =>
            line.Contains(Linda.TaxpayerNumber, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Faults))]
    [Trait("Requirement", "D11")]
    [Trait("Threat", "A-provider-that-is-slow")]
    // Fails when: a phone source that does not answer is taken for a refusal or for a consent, or fails the page.
    public async Task A_phone_source_that_fails_decides_nothing(string fault)
    {
        var source = new FaultyPhones { Fault = fault };
        await using var host = await Host(services =>
            services.Replace(
                ServiceDescriptor.Singleton<IPhoneSource>(provider => source.Over(provider))
            )
        );
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, Linda);
        await walk.To(browser, "/verify/phone");

        await browser.Submit(("phone", Linda.Phone));

        browser.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        browser.Path().ShouldBe("/verify/phone");
        browser.MainText.ShouldContain("Everything you entered is kept");
        browser.ValueOf("phone").ShouldBe(Linda.Phone);
        (await host.Messages(Linda.Phone)).ShouldBeEmpty();
        source.Fault = "";
        await walk.GoOnTo(browser, "/register/done");
    }

    private static Task<SecureAccessHost> Host(Action<IServiceCollection> services) =>
        RegistrationWalk.Host(
            new HostWishes
            {
                Services = services,
                Settings = new Dictionary<string, string?> { ["Proofing:TimeoutSeconds"] = "1" },
            }
        );

    /// <summary>Fails in one way, or passes on to the embedded source.</summary>
    private abstract class Faulty<TAnswer>
        where TAnswer : class
    {
        public string Fault { get; set; } = "";

        public string Name => "faulty";

        protected abstract TAnswer Unavailable { get; }

        protected abstract TAnswer Garbage { get; }

        protected async Task<TAnswer> Answer(Func<Task<TAnswer>> rightly, CancellationToken ct)
        {
            switch (Fault)
            {
                case "down":
                    return Unavailable;
                case "throws":
                    throw new InvalidOperationException(
                        "The source broke: " + Linda.TaxpayerNumber
                    );
                case "slow":
                    await Task.Delay(TimeSpan.FromSeconds(30), ct);
                    return Unavailable;
                case "garbage":
                    return Garbage;
                default:
                    return await rightly();
            }
        }
    }

    private sealed class FaultyTaxRecords : Faulty<SourceAnswer>, ITaxRecordSource
    {
        private EmbeddedSources? embedded;

        protected override SourceAnswer Unavailable => new SourceAnswer.Unavailable();

        protected override SourceAnswer Garbage =>
            new SourceAnswer.Answered(
                new Dictionary<string, ItemAnswer> { ["shoeSize"] = new ItemAnswer.Match() },
                ""
            );

        public FaultyTaxRecords Over(DemoPeople people, IServiceProvider services)
        {
            embedded = ActivatorUtilities.CreateInstance<EmbeddedSources>(services, people);
            return this;
        }

        public Task<SourceAnswer> Ask(TaxRecordQuestion question, CancellationToken ct) =>
            Answer(() => ((ITaxRecordSource)embedded!).Ask(question, ct), ct);
    }

    private sealed class FaultyPhones : Faulty<PhoneAnswer>, IPhoneSource
    {
        private EmbeddedSources? embedded;

        protected override PhoneAnswer Unavailable => new PhoneAnswer.Unavailable();

        protected override PhoneAnswer Garbage =>
            new PhoneAnswer.Answered(new PhoneFacts(true, "pigeon", false, null, default), "");

        public FaultyPhones Over(IServiceProvider services)
        {
            embedded = ActivatorUtilities.CreateInstance<EmbeddedSources>(services);
            return this;
        }

        public Task<PhoneAnswer> Ask(PhoneQuestion question, CancellationToken ct) =>
            Answer(() => ((IPhoneSource)embedded!).Ask(question, ct), ct);
    }
}
