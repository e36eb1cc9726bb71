using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

/// <summary>Asking about a phone against a real database; a class per engine beside it.</summary>
public abstract class PhoneCheckCases : ProofingCases
{
    // Fails when: a phone is asked about under another name than the proofed one, its way is another than the source's facts say, or it is an attempt.
    [Theory]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "D11")]
    [InlineData("linda-moore", "+12065550171", PhoneWay.OneSession)]
    [InlineData("business-phone", "+16175550122", PhoneWay.ByMail)]
    [InlineData("sim-changed", "+12155550168", PhoneWay.ByMail)]
    public async Task A_phone_is_asked_about_under_the_proofed_name(
        string person,
        string number,
        PhoneWay way
    )
    {
        var account = await Drafted(person);
        await Submit(account);
        var known = (await Ask(account, number)).ShouldBeOfType<PhoneCheckResult.Known>();
        (known.Way, known.Source).ShouldBe((way, "watched"));
        known.Reference.ShouldNotBeNullOrEmpty();
        (await Attempts(account)).Left.ShouldBe(3);

        Sources.BeforePhone = _ => throw new IOException("away");
        (await Ask(account, number)).ShouldBeOfType<PhoneCheckResult.Unavailable>();
    }

    // Fails when: a phone is asked about before the person is proofed.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_phone_is_not_asked_about_before_proofing()
    {
        var account = await Drafted();
        await Should.ThrowAsync<InvalidOperationException>(() => Ask(account, "+12025550143"));
        Sources.Asked.ShouldBeEmpty();
    }

    private Task<PhoneCheckResult> Ask(Guid account, string number) =>
        Rooms.In(scope =>
            scope.GetRequiredService<PhoneCheck>().Ask(account, number, CancellationToken.None)
        );
}
