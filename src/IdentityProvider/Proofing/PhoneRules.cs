using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>The two ways to an activated phone.</summary>
public enum PhoneWay
{
    /// <summary>R14: an activation code by text, at once.</summary>
    OneSession,

    /// <summary>R15, R18: an activation code by mail to the address of record.</summary>
    ByMail,
}

/// <summary>Which way a phone goes (D11).</summary>
public static class PhoneRules
{
    /// <summary>D11: a SIM change is recent for seven days; after exactly seven it is not.</summary>
    public static readonly TimeSpan RecentSimChange = TimeSpan.FromDays(7);

    /// <summary>D11: only a mobile phone, in this name, no business phone, without a recent SIM change, goes the one-session way.</summary>
    public static PhoneWay Decide(PhoneFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
            facts is { InName: true, LineType: LineType.Mobile, Business: false }
            && !IsRecent(facts.SimChangedAt, facts.AskedAt)
            ? PhoneWay.OneSession
            : PhoneWay.ByMail;
    }

    /// <summary>A landline can only be called; whether any other line can be texted, its activation code shows.</summary>
    public static bool ReceivesTexts(PhoneFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.LineType != LineType.Landline;
    }

    private static bool IsRecent(DateTimeOffset? changedAt, DateTimeOffset askedAt) =>
        changedAt > askedAt - RecentSimChange;
}
