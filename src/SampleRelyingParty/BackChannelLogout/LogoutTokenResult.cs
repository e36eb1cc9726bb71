namespace SampleRelyingParty.BackChannelLogout;

/// <summary>What a logout token says.</summary>
public abstract record LogoutTokenResult
{
    private LogoutTokenResult() { }

    /// <summary>It holds.</summary>
    /// <param name="Sid">The session that is over.</param>
    /// <param name="Jti">Its id.</param>
    public sealed record Valid(string Sid, string Jti) : LogoutTokenResult;

    /// <summary>It does not.</summary>
    /// <param name="Why">What is wrong with it.</param>
    public sealed record Invalid(string Why) : LogoutTokenResult;

    /// <summary>The provider's keys could not be fetched, or the key that signed it is not among those known yet: it may hold, later.</summary>
    public sealed record Unknown : LogoutTokenResult;
}
