using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>
/// The five pre-hijacking variants of Sudhodanan and Paverd (2022), translated to the merge: whoever prepared something before it has
/// nothing after it.
/// </summary>
[Trait("Threat", "Merge-takeover-and-pre-hijacking")]
public sealed class MergeTakeoverTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: EServicesAssignment.Matching no longer asks for the taxpayer number (identity.TaxpayerNumberFingerprint == …).
    [Fact, Trait("Requirement", "D14")]
    public async Task Classic_federated_merge_an_account_with_the_imported_address_and_a_like_name_gets_nothing()
    {
        var attacker = TestPerson.Second with
        {
            Username = "m.lopez.ea1",
            Email = "practice@example.com",
        };
        await using var host = await Merges.Host(attacker);
        await host.Import(Merges.RowOf(Maria));
        var browser = host.NewBrowser();

        await browser.SignIn(host, attacker);

        browser.Path().ShouldBe("/");
        (await browser.Open(Merges.Page)).Path().ShouldBe("/");
        await browser.Post(Merges.Page);
        (await host.In(database => database.Set<AccountJoin>().CountAsync())).ShouldBe(0);
        // The person whose it is gets it.
        await host.Add(Maria);
        var owner = host.NewBrowser();
        await owner.SignIn(host, Maria);
        owner.Path().ShouldBe(Merges.Page);
    }

    // Fails when: SignInSessions.GoOnAlone no longer ends the account's other sessions (EndWhere).
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D17")]
    public async Task Unexpired_session_one_that_was_begun_before_the_merge_is_dead_after_it()
    {
        await using var host = await Merges.Host(Maria);
        var attacker = host.NewBrowser();
        await attacker.SignIn(host, Maria);
        attacker.Path().ShouldBe("/");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Merge(host, host.NewBrowser());

        (await attacker.Open(TestTool.Alpha(host).AuthorizeAddress())).Path().ShouldBe("/sign-in");
    }

    // Fails when: JoiningSession.DropUnproven no longer drops what is being bound (unproven.Drop).
    [Fact, Trait("Requirement", "D14")]
    public async Task Trojan_identifier_an_app_or_phone_that_was_begun_before_the_merge_cannot_be_proved_after_it()
    {
        await using var host = await Merges.Host(Maria);
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria, "/account/app");
        var known = await PendingSecret(host);
        var account = (await host.AccountOf(Maria.Email))!.Id;
        await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token =>
                        services
                            .GetRequiredService<PhoneClaims>()
                            .Claim(
                                account,
                                "+12065550199",
                                new PhoneEvidence(true, true, true, "test", "r"),
                                token
                            ),
                    CancellationToken.None
                )
        );
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Merge(host, browser, Maria.Password);

        await browser.Open("/account/app");
        (await PendingSecret(host)).ShouldNotBe(known);
        var code = new Totp(Base32Encoding.ToBytes(known)).ComputeTotp(
            host.Clock.GetUtcNow().UtcDateTime
        );
        await browser.Submit(("code", code));
        (await host.In(database => database.Set<AuthenticatorApp>().CountAsync())).ShouldBe(0);
        (await host.In(database => database.Set<ClaimedPhone>().CountAsync())).ShouldBe(0);
    }

    // Fails when: JoiningSession.DropUnproven no longer voids open codes (codes.VoidAll).
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D6")]
    public async Task Unexpired_change_a_code_or_letter_that_was_on_its_way_is_void_after_the_merge()
    {
        await using var host = await Merges.Host(Maria);
        var account = (await host.AccountOf(Maria.Email))!.Id;
        var purpose = new CodePurpose(
            CodeKind.MailedActivation,
            account,
            "address of record",
            Guid.Empty
        );
        var letter = await host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => services.GetRequiredService<OneTimeCodes>().Issue(purpose, token),
                    CancellationToken.None
                )
        );

        await Merge(host, host.NewBrowser());

        (
            await host.Do(services =>
                services
                    .GetRequiredService<OneTimeCodes>()
                    .Verify(purpose, letter.Code.Reveal(), CancellationToken.None)
            )
        ).ShouldBe(CodeEntry.NoLiveCode);
    }

    // Fails when: EServicesAssignment.Matching no longer asks whether the account is verified (account.VerifiedAt != null).
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D18")]
    public async Task Non_verifying_provider_a_taxpayer_number_that_is_not_verified_assigns_nothing()
    {
        await using var host = await Merges.Host(Maria);
        await host.In(database =>
            database
                .Set<Account>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(account => account.VerifiedAt, (DateTimeOffset?)null)
                )
        );
        await host.Import(Merges.RowOf(Maria));
        var browser = host.NewBrowser();

        await browser.SignIn(host, Maria);

        browser.Path().ShouldBe("/");
        (await host.AccountOf(Maria.Email))!.UserName.ShouldBe(Maria.Username);
    }

    private static async Task Merge(SecureAccessHost host, Browser browser, string? password = null)
    {
        await host.Import(Merges.RowOf(Maria));
        if (password is null)
        {
            await browser.SignIn(host, Maria);
        }
        else
        {
            await browser.Open(TestTool.Alpha(host).AuthorizeAddress(("prompt", "login")));
            await browser.Submit(("password", password));
            await browser.EnterCodeByText(host, Maria);
        }

        browser.Path().ShouldBe(Merges.Page);
        await browser.Submit();
        browser.Path().ShouldBe(Merges.Merged);
    }

    private static Task<string> PendingSecret(SecureAccessHost host) =>
        host.Do(async services =>
        {
            var pending = await services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<PendingApp>()
                .AsNoTracking()
                .SingleAsync();
            return await services
                .GetRequiredService<PersonalData>()
                .Reveal(pending.AccountId, "pending-app-secret", pending.Secret);
        });
}
