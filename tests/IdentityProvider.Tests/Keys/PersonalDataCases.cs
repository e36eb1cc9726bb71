using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Keys;

public abstract class PersonalDataCases : EngineCases
{
    private static readonly Guid Maria = Guid.Parse("0195d0f0-0000-7000-8000-000000000001");
    private static readonly Guid John = Guid.Parse("0195d0f0-0000-7000-8000-000000000002");

    protected override async Task Prepare()
    {
        await WithKey(Maria);
        await WithKey(John);
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a person's value is stored in clear, or does not come back in a later request.
    public async Task A_persons_value_is_stored_encrypted_and_comes_back()
    {
        var value = await Protect(Maria, "email", "maria@example.org");
        Encoding.UTF8.GetString(value).ShouldNotContain("maria");
        (await Reveal(Maria, "email", value)).ShouldBe("maria@example.org");
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: the person or the field is not part of what is authenticated.
    public async Task A_value_moved_to_another_person_or_field_cannot_be_read()
    {
        var value = await Protect(Maria, "email", "maria@example.org");
        await Should.ThrowAsync<CryptographicException>(() => Reveal(John, "email", value));
        await Should.ThrowAsync<CryptographicException>(() => Reveal(Maria, "phone", value));
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: destroying a key leaves a copy that still reads, in this unit of work or the next, or touches another person's.
    public async Task A_destroyed_key_makes_the_persons_values_unreadable_and_no_one_elses()
    {
        var value = await Protect(Maria, "email", "maria@example.org");
        var other = await Protect(John, "email", "john@example.org");
        await Rooms.In(async services =>
        {
            var data = services.GetRequiredService<PersonalData>();
            await data.Reveal(Maria, "email", value);
            await data.DestroyKey(Maria);
            await Should.ThrowAsync<PersonKeyDestroyedException>(() =>
                data.Reveal(Maria, "email", value)
            );
        });
        await Should.ThrowAsync<PersonKeyDestroyedException>(() => Reveal(Maria, "email", value));
        (await Reveal(John, "email", other)).ShouldBe("john@example.org");
        await WithKey(Maria);
        await Should.ThrowAsync<CryptographicException>(() => Reveal(Maria, "email", value));
    }

    [Fact]
    // Fails when: every field of a person costs a statement of its own.
    public async Task The_key_is_read_once_in_a_unit_of_work()
    {
        var counter = new StatementCounter();
        await using var context = Rooms.Database.Context(counter);
        await Rooms.In(async services =>
        {
            var data = new PersonalData(context, services.GetRequiredService<Encryption>());
            var value = await data.Protect(Maria, "email", "maria@example.org");
            await data.Reveal(Maria, "email", value);
            await data.Protect(Maria, "phone", "+12025550143");
        });
        counter.Statements.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: the keys of Data Protection lie in the database in clear, or another node cannot use them.
    public async Task The_keys_of_data_protection_are_shared_and_protected_at_rest()
    {
        var value = await Rooms.In(services =>
            Task.FromResult(services.GetDataProtector("test").Protect("planted words"))
        );
        await using var context = Rooms.Database.Context();
        var key = (await context.DataProtectionKeys.SingleAsync()).Xml.ShouldNotBeNull();
        key.ShouldContain(nameof(DataProtectionXmlDecryptor));
        key.ShouldNotContain("<masterKey");
        key.ShouldNotContain("<value>");
        await Rooms.In(services =>
        {
            services.GetDataProtector("test").Unprotect(value).ShouldBe("planted words");
            return Task.CompletedTask;
        });
    }

    private Task WithKey(Guid person) =>
        Rooms.In(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => services.GetRequiredService<PersonalData>().CreateKey(person, token),
                    CancellationToken.None
                )
        );

    private Task<byte[]> Protect(Guid person, string field, string text) =>
        Rooms.In(services =>
            services.GetRequiredService<PersonalData>().Protect(person, field, text)
        );

    private Task<string> Reveal(Guid person, string field, byte[] value) =>
        Rooms.In(services =>
            services.GetRequiredService<PersonalData>().Reveal(person, field, value)
        );
}
