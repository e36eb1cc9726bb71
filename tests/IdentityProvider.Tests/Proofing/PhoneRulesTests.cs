using SecureAccess.Proofing;
using SecureAccess.Proofing.Sources;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class PhoneRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PhoneFacts Good = new(true, LineType.Mobile, false, null, Now);

    // Fails when: a mobile phone in this name, without a recent SIM change, does not go the one-session way.
    [Fact]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "D11")]
    public void A_mobile_phone_in_this_name_goes_the_one_session_way() =>
        PhoneRules.Decide(Good).ShouldBe(PhoneWay.OneSession);

    // Fails when: any other phone goes the one-session way.
    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "R18")]
    [Trait("Requirement", "D11")]
    public void Every_other_phone_goes_the_mail_way()
    {
        PhoneFacts[] others =
        [
            Good with
            {
                InName = false,
            },
            Good with
            {
                Business = true,
            },
            Good with
            {
                LineType = LineType.Landline,
            },
            Good with
            {
                LineType = LineType.Voip,
            },
            Good with
            {
                LineType = LineType.Other,
            },
            Good with
            {
                LineType = "Mobile",
            },
        ];
        others.ShouldAllBe(facts => PhoneRules.Decide(facts) == PhoneWay.ByMail);
    }

    // Fails when: a SIM change counts as recent for other than seven days; exactly seven days ago it no longer is.
    [Theory]
    [Trait("Requirement", "D11")]
    [Trait("Threat", "SIM-swap")]
    [InlineData(7 * 24 * 60 * 60 * 1000L, PhoneWay.OneSession)]
    [InlineData((7 * 24 * 60 * 60 * 1000L) - 1, PhoneWay.ByMail)]
    [InlineData(2 * 60 * 60 * 1000L, PhoneWay.ByMail)]
    [InlineData(0L, PhoneWay.ByMail)]
    [InlineData(-1000L, PhoneWay.ByMail)]
    [InlineData(365 * 24 * 60 * 60 * 1000L, PhoneWay.OneSession)]
    public void A_SIM_change_is_recent_for_seven_days(long millisecondsAgo, PhoneWay expected) =>
        PhoneRules
            .Decide(Good with { SimChangedAt = Now.AddMilliseconds(-millisecondsAgo) })
            .ShouldBe(expected);
}
