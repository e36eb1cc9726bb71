using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

/// <summary>Claims of phones that come at once; a class per engine below.</summary>
public abstract class PhoneClaimCases : EngineCases
{
    private const string InTheName = "+12065550171";
    private const string NotInTheName = "+12065550199";
    private FactorContext context = null!;

    protected override async Task Prepare()
    {
        context = new FactorContext(
            await Rooms.Account(),
            Guid.NewGuid(),
            "203.0.113.7",
            false,
            "203.0.113.7"
        );
    }

    // Fails when: of two claims at once the number of one is stored with what the source said of the other.
    [Fact]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "D11")]
    public async Task Of_claims_at_once_a_number_never_gets_what_was_said_of_another()
    {
        for (var round = 0; round < 5; round++)
        {
            await Together.AtOnce(
                [.. Enumerable.Range(0, 10)],
                i => Claim(i % 2 == 0 ? InTheName : NotInTheName)
            );

            var claim = (await Read())!;
            claim.MayBeTexted.ShouldBe(claim.Number == InTheName);
            claim.Reference.ShouldBe(claim.Number[^4..]);
        }
    }

    // Fails when: a code is sent to a number that may not be texted.
    [Fact]
    [Trait("Requirement", "D11")]
    public async Task No_code_goes_to_a_number_that_goes_the_mail_way()
    {
        await Claim(NotInTheName);

        (await Send()).ShouldBeOfType<ChooseResult.NotAvailable>();
        (await Inbox()).ShouldBeEmpty();
    }

    // Fails when: a code that was sent for one number activates another one that is claimed afterwards.
    [Fact]
    [Trait("Requirement", "R17")]
    public async Task The_code_of_one_number_proves_no_other()
    {
        await Claim(InTheName);
        (await Send()).ShouldBeOfType<ChooseResult.Challenged>();
        var code = (await Inbox())[0].Code!;
        await Rooms.In(scope =>
            scope
                .GetRequiredService<PhoneClaims>()
                .Claim(
                    context.AccountId,
                    "+12065550172",
                    new PhoneEvidence(true, true, true, "test", "0172"),
                    CancellationToken.None
                )
        );

        (await Enter(code)).ShouldBeOfType<EntryResult.Wrong>();
    }

    private Task<bool> Claim(string number) =>
        Rooms.In(async scope =>
        {
            await scope
                .GetRequiredService<PhoneClaims>()
                .Claim(
                    context.AccountId,
                    number,
                    new PhoneEvidence(number == InTheName, true, true, "test", number[^4..]),
                    CancellationToken.None
                );
            return true;
        });

    private Task<PhoneClaim?> Read() =>
        Rooms.In(scope =>
            scope.GetRequiredService<PhoneClaims>().Read(context.AccountId, CancellationToken.None)
        );

    private Task<ChooseResult> Send() =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<PhoneActivation>()
                .Send(context, AuthenticatorMethod.Text, "en", CancellationToken.None)
        );

    private Task<EntryResult> Enter(string code) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<PhoneActivation>()
                .Verify(context, code, (_, _) => Task.CompletedTask, CancellationToken.None)
        );

    private Task<IReadOnlyList<OutgoingMessage>> Inbox() =>
        Rooms.In<IReadOnlyList<OutgoingMessage>>(async scope =>
        {
            await scope.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None);
            var received = await scope
                .GetRequiredService<DevelopmentInbox>()
                .Read(null, Channel.Text, CancellationToken.None);
            return [.. received.Select(message => message.Message)];
        });
}
