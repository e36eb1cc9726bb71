using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class SamePersonTests
{
    private const string Second = "+12065550172";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Again = Linda with
    {
        Email = "second@example.net",
        Username = "second.name",
    };

    // Fails when: a second registration of the same person is told of before the full proof and the code, is verified, gets a phone or a token, or moves anything of the older account.
    [Theory, Trait("Requirement", "D13"), Trait("Requirement", "D12")]
    [InlineData("+12065550171")]
    [InlineData(Second)]
    public async Task Who_registers_twice_is_told_after_the_full_proof_and_gets_no_second_account(
        string phone
    )
    {
        await using var host = await RegistrationWalk.Host(
            People.FileOf(People.WithSecondPhone("linda-moore", Second))
        );
        await host.Walk(Linda, "/register/done");
        var older = await Describe(host, Linda.Email);
        var walk = new RegistrationWalk(host, Again with { Phone = phone });
        var browser = host.NewBrowser();

        await walk.To(browser, "/verify/account-exists", Visitor.From("own", "&prompt=create"));

        walk.Answered[^1].ShouldBe("/verify/code");
        browser.Heading().ShouldBe("You have an account already");
        var account = (await host.AccountOf(Again.Email))!;
        account.VerifiedAt.ShouldBeNull();
        (await Phones(host, account.Id)).ShouldBe(0);
        (await browser.NewTab().Open(Visitor.From("own"))).SentTo.ShouldBeNull();
        (await Describe(host, Linda.Email)).ShouldBe(older);
        (await host.Messages(Linda.Email))[0]
            .Subject.ShouldBe("Somebody registered with Secure Access as you");
        // Nothing of the older account is shown.
        browser.Body.ShouldNotContain(Linda.Username!);
        browser.Body.ShouldNotContain(Linda.Email);
    }

    // Fails when: after the page the person cannot sign in to the older account and go on to the tool.
    [Fact, Trait("Requirement", "D13")]
    public async Task The_page_leads_to_sign_in_with_the_older_account_and_on_to_the_tool()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/register/done");
        var browser = await host.Walk(
            Again,
            "/verify/account-exists",
            Visitor.From("own", "&prompt=create")
        );

        await browser.Submit();

        browser.Path().ShouldBe("/sign-in");
        await new RegistrationWalk(host, Linda).GoOnTo(browser, "");
        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    public async Task The_newer_registration_stays_where_it_is()
    {
        await using var host = await RegistrationWalk.Host();
        await host.Walk(Linda, "/register/done");
        await host.Walk(Again, "/verify/account-exists");

        var later = await host.EnterPassword(Again);

        later.Path().ShouldBe("/verify/account-exists");
        foreach (
            var path in new[]
            {
                "/verify/phone",
                "/verify/code",
                "/verify/identity",
                "/register/done",
            }
        )
        {
            (await later.Open(path)).Path().ShouldBe("/verify/account-exists");
        }
    }

    // Fails when: browsers that register the same person at once make two verified accounts, or end in an error.
    [Fact, Trait("Requirement", "D13"), Trait("Threat", "Parallel-requests")]
    public async Task Of_browsers_that_register_one_person_at_once_one_wins()
    {
        const int Count = 6;
        await using var host = await RegistrationWalk.Host();
        var verified = await host.Count<VerifiedIdentity>();
        var all = new List<(Browser Browser, string Code)>();
        for (var i = 0; i < Count; i++)
        {
            var person = Linda with { Email = $"p{i}@example.net", Username = $"person-{i}" };
            var browser = await host.Walk(person, "/verify/code");
            all.Add((browser, await host.NewestCode(person.Phone)));
        }

        await Together.AtOnce(all, one => one.Browser.Submit(("code", one.Code)));

        var paths = all.Select(one => one.Browser.Path()).ToList();
        paths.Count(path => path == "/register/done").ShouldBe(1, string.Join(" ", paths));
        paths
            .Count(path => path == "/verify/account-exists")
            .ShouldBe(Count - 1, string.Join(" ", paths));
        (await host.Count<VerifiedIdentity>()).ShouldBe(verified + 1);
        for (var i = 0; i < Count; i++)
        {
            var account = (await host.AccountOf($"p{i}@example.net"))!;
            var won = paths[i] == "/register/done";
            account.VerifiedAt.HasValue.ShouldBe(won);
            (await Phones(host, account.Id)).ShouldBe(won ? 1 : 0);
        }
    }

    private static Task<int> Phones(SecureAccessHost host, Guid account) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<ActivatedPhone>()
                .CountAsync(phone => phone.AccountId == account)
        );

    private static async Task<string> Describe(SecureAccessHost host, string email)
    {
        var account = (await host.AccountOf(email))!;
        var profile = await host.Do(services =>
            services.GetRequiredService<AccountProfile>().Read(account.Id, CancellationToken.None)
        );
        return $"{account.UserName} {account.PasswordHash} {account.VerifiedAt:O} {profile!.Email} {profile.Phone} {profile.Person!.FamilyName}";
    }
}
