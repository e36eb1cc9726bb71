using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

/// <summary>Notices reach every address on file, with the change that they tell of or not at all.</summary>
public abstract class AccountNoticesCases : EngineCases
{
    // Fails when: one of the confirmed addresses is not told, or somebody else's is.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task Every_confirmed_address_is_told_and_nobody_elses()
    {
        var maria = await Rooms.Account();
        await Rooms.Account("james.carter", "+16145550117");
        await Change(
            (scope, token) =>
                scope.GetRequiredService<NewAccount>().AddEmail(maria, "m@example.org", token)
        );
        await Change((scope, token) => Send(scope, maria, token));
        (await Delivered()).ShouldBe(["m@example.org", "maria.lopez@example.org"]);
    }

    // Fails when: an address that the change itself confirmed is left out: the notice of a registration would go nowhere.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task An_address_that_the_change_itself_adds_is_told()
    {
        await Change(
            async (scope, token) =>
            {
                var accounts = scope.GetRequiredService<NewAccount>();
                var account = await accounts.Create("aisha.khan", "$none", token);
                await accounts.AddEmail(account.Id, "aisha@example.org", token);
                await Send(scope, account.Id, token);
            }
        );
        (await Delivered()).ShouldBe(["aisha@example.org"]);
    }

    [Fact]
    // Fails when: a notice of a change that did not happen is sent.
    public async Task A_change_that_fails_is_not_told()
    {
        var maria = await Rooms.Account();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Change(
                async (scope, token) =>
                {
                    await Send(scope, maria, token);
                    throw new InvalidOperationException("The change failed.");
                }
            )
        );
        (await Delivered()).ShouldBeEmpty();
    }

    private Task Send(IServiceProvider scope, Guid account, CancellationToken cancellationToken)
    {
        var at = Rooms.Clock.GetUtcNow();
        var texts = scope.GetRequiredService<MessageTexts>();
        return scope
            .GetRequiredService<AccountNotices>()
            .Send(
                account,
                to => texts.AppAdded(to, "en-US", at, at + DeliveryRules.NoticeLifetime),
                cancellationToken
            );
    }

    private Task<string[]> Delivered() =>
        Rooms.In(async scope =>
        {
            await scope.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None);
            var inbox = await scope
                .GetRequiredService<DevelopmentInbox>()
                .Read(null, null, CancellationToken.None);
            return inbox.Select(received => received.Message.To).Order().ToArray();
        });

    private Task Change(Func<IServiceProvider, CancellationToken, Task> change) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(token => change(scope, token), CancellationToken.None)
        );
}
