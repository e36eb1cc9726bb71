using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class PhoneOfAnotherTests
{
    private const string Shared = "+12065550171";

    // Fails when: a phone that another person's account activated is taken, is texted, or is answered otherwise than a business phone.
    [Fact, Trait("Requirement", "R21"), Trait("Requirement", "D12")]
    public async Task A_phone_that_someone_else_activated_is_answered_like_a_business_phone()
    {
        await using var host = await RegistrationWalk.Host();
        var business = await Name(host, "business-phone");
        var activated = await Name(host, "phone-already-activated");

        activated.ShouldBe(business);
        activated.ShouldNotContain("maria", Case.Insensitive);
        (await host.Messages(channel: Channel.Text)).ShouldBeEmpty();
        (await host.Messages("maria@example.org")).ShouldBeEmpty();
    }

    // Fails when: a phone that somebody only claimed is held against the next one, or who is late activates it too.
    [Fact, Trait("Requirement", "D12"), Trait("Requirement", "R21")]
    public async Task An_unproven_claim_blocks_nobody_and_who_is_late_is_led_to_the_other_ways()
    {
        var people = People.Sharing(Shared, 2);
        await using var host = await RegistrationWalk.Host(People.FileOf(people));
        var (first, firstCode) = await AtCode(host, people[0], 1);
        var (second, secondCode) = await AtCode(host, people[1], 2);

        (await second.Submit(("code", secondCode))).Path().ShouldBe("/register/done");
        await first.Submit(("code", firstCode));

        first.Path().ShouldBe("/verify/letter");
        first.MainText.ShouldContain("This phone cannot finish your registration now.");
        await IsNothing(host, "person1@example.net");
        (await first.NewTab().Open(Visitor.From("own"))).SentTo.ShouldBeNull();
    }

    // Fails when: two people who prove the same phone at the same moment both get it, one of them gets half of it, or an error.
    [Fact, Trait("Requirement", "R21"), Trait("Threat", "Parallel-requests")]
    public async Task Of_people_who_prove_one_phone_at_once_one_wins_and_nothing_is_half_made()
    {
        const int Count = 8;
        var people = People.Sharing(Shared, Count);
        await using var host = await RegistrationWalk.Host(People.FileOf(people));
        var all = new List<(Browser Browser, string Code)>();
        for (var i = 0; i < Count; i++)
        {
            all.Add(await AtCode(host, people[i], i + 1));
        }

        await Together.AtOnce(all, one => one.Browser.Submit(("code", one.Code)));

        var paths = all.Select(one => one.Browser.Path()).ToList();
        paths.Count(path => path == "/register/done").ShouldBe(1, string.Join(" ", paths));
        paths.Count(path => path == "/verify/letter").ShouldBe(Count - 1, string.Join(" ", paths));
        (await host.Count<ActivatedPhone>()).ShouldBe(1);
        (await host.Count<VerifiedIdentity>()).ShouldBe(1);
        for (var i = 0; i < Count; i++)
        {
            if (paths[i] != "/register/done")
            {
                await IsNothing(host, $"person{i + 1}@example.net");
            }
        }
    }

    private static async Task<string> Name(SecureAccessHost host, string id)
    {
        var person = Registrant.Of(id) with { Email = $"{id}@example.net", Username = $"u-{id}" };
        var browser = await host.Walk(person, "/verify/phone");
        await browser.Submit(("phone", person.Phone));
        browser.Path().ShouldBe("/verify/letter");
        var address = person.Record["address"]!;
        return browser.Comparable(
            person.Username!,
            $"{address["city"]}, {address["state"]} {address["postalCode"]}"
        );
    }

    private static async Task<(Browser, string)> AtCode(
        SecureAccessHost host,
        System.Text.Json.Nodes.JsonObject record,
        int number
    )
    {
        var person = new Registrant(record)
        {
            Email = $"person{number}@example.net",
            Username = $"person-{number}",
        };
        var browser = await host.Walk(person, "/verify/code");
        return (browser, await host.NewestCode(Shared));
    }

    private static async Task IsNothing(SecureAccessHost host, string email)
    {
        var account = (await host.AccountOf(email))!;
        account.VerifiedAt.ShouldBeNull();
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            (
                await database.Set<ActivatedPhone>().AnyAsync(row => row.AccountId == account.Id)
            ).ShouldBeFalse();
            (
                await database.Set<VerifiedIdentity>().AnyAsync(row => row.AccountId == account.Id)
            ).ShouldBeFalse();
            var claim = await database
                .Set<ClaimedPhone>()
                .SingleAsync(row => row.AccountId == account.Id);
            claim.MayBeTexted.ShouldBeFalse();
        });
    }
}
