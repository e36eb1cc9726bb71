using SecureAccess.Sessions;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

public sealed class ServedForTests
{
    // Fails when: a consent that one account gave in a browser counts for another that signs in to it afterwards.
    [Fact]
    [Trait("Threat", "Sign-in-request-confusion")]
    public void A_consent_counts_for_the_account_that_gave_it()
    {
        var (giver, other) = (Guid.NewGuid(), Guid.NewGuid());
        var request = new SignInRequest
        {
            Id = "1",
            ClientId = "tool",
            BrowserHash = [],
            RedirectOrigin = "'self'",
            Parameters = [],
            ArrivedAt = default,
            LastStepAt = default,
            Prompts = Prompts.None,
            Served = Served.Password | Served.Consent,
            ConsentedBy = giver,
        };
        request.ServedFor(giver, consented: true).ShouldBe(Served.Password | Served.Consent);
        request.ServedFor(giver, consented: false).ShouldBe(Served.Password);
        request.ServedFor(other, consented: true).ShouldBe(Served.Password);
        request.ServedFor(null, consented: true).ShouldBe(Served.Password);
    }
}
