using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

/// <summary>Changes of a password against each other and against a sign-in, on a real database.</summary>
public abstract class NewPasswordsCases : EngineCases
{
    private Guid maria;

    protected override async Task Prepare() => maria = await Rooms.Account();

    // Fails when: of changes of the same moment more than one is written.
    [Fact]
    [Trait("Requirement", "D9")]
    public async Task Of_parallel_changes_one_is_written()
    {
        var before = await Rooms.In(scope =>
            scope.GetRequiredService<AccountLookup>().ById(maria, CancellationToken.None)
        );
        var written = await Rooms.InParallel(
            8,
            async scope =>
            {
                var passwords = scope.GetRequiredService<NewPasswords>();
                var good = new NewPassword.Good(
                    maria,
                    before!.PasswordHash,
                    $"$none-{Guid.NewGuid()}"
                );
                return await scope
                    .GetRequiredService<StateChange>()
                    .InOneTransaction(
                        token => passwords.Write(good, token),
                        CancellationToken.None
                    );
            }
        );
        written.Count(one => one).ShouldBe(1);
    }

    // Fails when: a sign-in that checked the password before it was changed, marked or disabled is completed after.
    [Theory]
    [InlineData("changed")]
    [InlineData("marked")]
    [Trait("Requirement", "D9")]
    public async Task A_sign_in_is_not_completed_with_a_password_that_was_changed_meanwhile(
        string what
    )
    {
        await Rooms.In(async scope =>
        {
            var attempts = scope.GetRequiredService<PasswordAttempts>();
            var account = await scope
                .GetRequiredService<AccountLookup>()
                .ById(maria, CancellationToken.None);
            var right = (PasswordAttempt.Right)
                await attempts.Try(
                    account,
                    "maria.lopez",
                    new SecretText(Rooms.Password),
                    "203.0.113.7",
                    false,
                    CancellationToken.None
                );
            if (what == "changed")
            {
                (await Write(account!.PasswordHash!, "$other")).ShouldBeTrue();
            }
            else
            {
                await Rooms.In(other =>
                    other
                        .GetRequiredService<StateChange>()
                        .InOneTransaction(
                            token =>
                                other.GetRequiredService<CompromisedPasswords>().Mark(maria, token),
                            CancellationToken.None
                        )
                );
            }

            (
                await scope
                    .GetRequiredService<StateChange>()
                    .InOneTransaction(
                        token => attempts.Complete(right, token),
                        CancellationToken.None
                    )
            ).ShouldBeFalse();
        });
    }

    private Task<bool> Write(string before, string hash) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token =>
                        scope
                            .GetRequiredService<NewPasswords>()
                            .Write(new NewPassword.Good(maria, before, hash), token),
                    CancellationToken.None
                )
        );
}
