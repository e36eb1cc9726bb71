using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

/// <summary>Who holds what must be unique, and accounts under an id that exists already, against a real database.</summary>
public abstract class AccountHoldersCases : EngineCases
{
    private Guid maria;

    protected override async Task Prepare()
    {
        maria = await Rooms.Account();
        await Rooms.Account("james.carter", "+16145550117");
        await Change(
            async (scope, token) =>
            {
                var account = await scope
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<Account>()
                    .SingleAsync(row => row.Id == maria, token);
                await scope
                    .GetRequiredService<NewAccount>()
                    .SetVerified(
                        account,
                        new Person(
                            "Maria",
                            "Lopez",
                            new DateOnly(1984, 3, 14),
                            new PostalAddress("12 Elm St", "Springfield", "IL", "62701", "US")
                        ),
                        "900123456",
                        token
                    );
            }
        );
    }

    // Fails when: a confirmed address or a username is not found in another spelling, or one is found that nobody holds.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task Holders_of_addresses_and_usernames_are_found_in_any_spelling()
    {
        (await Ask(holders => holders.OfEmail(" MARIA.Lopez@Example.org", default))).ShouldBe(
            maria
        );
        (await Ask(holders => holders.OfEmail("maria@example.org", default))).ShouldBeNull();
        (await Ask(holders => holders.OfUsername("Maria.LOPEZ", default))).ShouldBe(maria);
        (await Ask(holders => holders.OfUsername("maria.gomez", default))).ShouldBeNull();
        (await Ask(holders => holders.OfUsername("", default))).ShouldBeNull();
        // U+017F is S in upper case only.
        (await Ask(holders => holders.OfUsername("jame\u017f.carter", default))).ShouldBeNull();
    }

    // Fails when: the holder of an activated phone or of a verified taxpayer number is not found, or one where nobody holds it.
    [Fact]
    [Trait("Requirement", "D12")]
    [Trait("Requirement", "D13")]
    public async Task Holders_of_phones_and_taxpayer_numbers_are_found()
    {
        (await Ask(holders => holders.OfPhone("+12025550143", default))).ShouldBe(maria);
        (await Ask(holders => holders.OfPhone("+12025550144", default))).ShouldBeNull();
        (await Ask(holders => holders.OfTaxpayerNumber("900123456", default))).ShouldBe(maria);
        (await Ask(holders => holders.OfTaxpayerNumber("900123457", default))).ShouldBeNull();
    }

    // Fails when: an answer takes more than one statement, or another one where nobody holds it.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task Each_answer_is_one_statement()
    {
        var counter = new StatementCounter();
        await using var context = Rooms.Database.Context(counter);
        var asked = await Rooms.In(async scope =>
        {
            var holders = ActivatorUtilities.CreateInstance<AccountHolders>(scope, context);
            foreach (var name in new[] { "maria.lopez", "nobody.here" })
            {
                await holders.OfEmail($"{name}@example.org", default);
                await holders.OfPhone(name, default);
                await holders.OfTaxpayerNumber(name, default);
                await holders.OfUsername(name, default);
            }

            return counter.Statements;
        });
        asked.Count.ShouldBe(8);
        asked.Skip(4).ShouldBe(asked.Take(4));
    }

    // Fails when: an account under the id of a registration gets another key: nothing entered there could be read again.
    [Fact]
    [Trait("Requirement", "D19")]
    public async Task An_account_under_an_existing_id_keeps_the_persons_key()
    {
        var id = Guid.CreateVersion7(Rooms.Clock.GetUtcNow());
        byte[] entered = [];
        await Change(
            async (scope, token) =>
            {
                var personalData = scope.GetRequiredService<PersonalData>();
                await personalData.CreateKey(id, token);
                entered = await personalData.Protect(id, "planted", "entered before", token);
            }
        );
        await Change(
            async (scope, token) =>
            {
                var accounts = scope.GetRequiredService<NewAccount>();
                var account = await accounts.Create("aisha.khan", "$none", token, id);
                account.Id.ShouldBe(id);
                await accounts.AddEmail(id, "aisha@example.org", token);
            }
        );
        (await Ask(holders => holders.OfUsername("aisha.khan", default))).ShouldBe(id);
        (
            await Rooms.In(scope =>
                scope.GetRequiredService<PersonalData>().Reveal(id, "planted", entered)
            )
        ).ShouldBe("entered before");
    }

    private Task<Guid?> Ask(Func<AccountHolders, Task<Guid?>> question) =>
        Rooms.In(scope => question(scope.GetRequiredService<AccountHolders>()));

    private Task Change(Func<IServiceProvider, CancellationToken, Task> change) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(token => change(scope, token), CancellationToken.None)
        );
}
