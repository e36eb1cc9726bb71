using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

/// <summary>What must be unique among accounts, and what is stored of them, against a real database; a class per engine below.</summary>
public abstract class AccountsCases : EngineCases
{
    private static readonly Person Maria = new(
        "Maria",
        "Lopez",
        new DateOnly(1984, 3, 14),
        new PostalAddress("12 Elm St", "Springfield", "IL", "62701", "US")
    );

    // Fails when: the unique index over the fingerprints of activated phones is dropped, or uniqueness is checked by reading first.
    [Fact]
    [Trait("Requirement", "R21")]
    [Trait("Requirement", "D12")]
    [Trait("Threat", "Squatting-on-a-phone-number")]
    public async Task Of_fifty_people_who_activate_one_phone_one_succeeds()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 50; i++)
        {
            people.Add(await Rooms.Account($"person.{i:D2}", $"+120255502{i:D2}"));
        }

        var next = -1;
        var activated = await Rooms.InParallel(
            50,
            scope =>
            {
                var person = people[Interlocked.Increment(ref next)];
                return Succeeds(
                    scope,
                    (accounts, token) => accounts.AddPhone(person, "+12025550143", true, token)
                );
            }
        );
        activated.Count(succeeded => succeeded).ShouldBe(1);
    }

    // Fails when: a confirmed address can belong to two accounts, in any spelling.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task A_confirmed_address_belongs_to_one_account()
    {
        var first = await Rooms.Account();
        var second = await Rooms.Account("james.carter", "+16145550117");
        (await Add(first, "maria@example.org")).ShouldBeTrue();
        (await Add(second, " MARIA@Example.org")).ShouldBeFalse();

        Task<bool> Add(Guid account, string address) =>
            Rooms.In(scope =>
                Succeeds(scope, (accounts, token) => accounts.AddEmail(account, address, token))
            );
    }

    // Fails when: usernames that differ in case only can belong to two accounts, or accounts without one collide.
    [Fact]
    [Trait("Requirement", "D21")]
    [Trait("Requirement", "R6")]
    public async Task Usernames_are_unique_among_those_that_are_set()
    {
        (await Create("maria.lopez")).ShouldBeTrue();
        (await Create("Maria.Lopez")).ShouldBeFalse();
        (await Create(null)).ShouldBeTrue();
        (await Create(null)).ShouldBeTrue();

        Task<bool> Create(string? username) =>
            Rooms.In(scope =>
                Succeeds(scope, (accounts, token) => accounts.Create(username, "$none", token))
            );
    }

    // Fails when: one taxpayer number can be verified for two accounts.
    [Fact]
    public async Task One_person_has_one_account()
    {
        (await Verify(await Rooms.Account())).ShouldBeTrue();
        (await Verify(await Rooms.Account("james.carter", "+16145550117"))).ShouldBeFalse();
    }

    // Fails when: a name, number or address is stored in clear, or a fingerprint can be computed without the key.
    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "A-leaked-database-or-backup")]
    public async Task Personal_data_is_encrypted_and_read_back_under_the_persons_key()
    {
        var account = await Rooms.Account();
        (await Verify(account)).ShouldBeTrue();
        var identity = await Rooms.In(scope =>
            scope
                .GetRequiredService<SecureAccessDbContext>()
                .Set<VerifiedIdentity>()
                .AsNoTracking()
                .SingleAsync()
        );
        foreach (var stored in new[] { identity.Person, identity.TaxpayerNumber })
        {
            var text = Encoding.Latin1.GetString(stored);
            text.ShouldNotContain("Lopez");
            text.ShouldNotContain("900123456");
        }

        var profile = await Rooms.In(scope =>
            scope.GetRequiredService<AccountProfile>().Read(account, CancellationToken.None)
        );
        profile!.Person.ShouldBe(Maria);
        profile.Email.ShouldBe("maria.lopez@example.org");
        profile.Phone.ShouldBe("+12025550143");
        $"{profile} {profile.Person} {profile.Person!.Address}".ShouldBe(
            "[profile] [person] [address]"
        );
    }

    private Task<bool> Verify(Guid account) =>
        Rooms.In(scope =>
            Succeeds(
                scope,
                async (accounts, token) =>
                {
                    var row = await scope
                        .GetRequiredService<SecureAccessDbContext>()
                        .Set<Account>()
                        .SingleAsync(row => row.Id == account, token);
                    await accounts.SetVerified(row, Maria, "900123456", token);
                }
            )
        );

    private static async Task<bool> Succeeds(
        IServiceProvider scope,
        Func<NewAccount, CancellationToken, Task> change
    )
    {
        try
        {
            await scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => change(scope.GetRequiredService<NewAccount>(), token),
                    CancellationToken.None
                );
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }
}
