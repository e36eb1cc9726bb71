using SecureAccess.Protocol.Exchange;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Exchange;

public sealed class ActorRulesTests
{
    // Fails when: the last who acts is not the outermost, or a chain grows beyond its bound.
    [Fact]
    public void The_last_who_acts_is_the_outermost()
    {
        ActorRules.Next(null, "a").ShouldBe("""{"sub":"a"}""");
        ActorRules.Next("""{"sub":"a"}""", "b").ShouldBe("""{"sub":"b","act":{"sub":"a"}}""");
        string? chain = null;
        for (var i = 0; i < ActorRules.LongestChain; i++)
        {
            chain = ActorRules.Next(chain, "x").ShouldNotBeNull();
        }

        ActorRules.Next(chain, "x").ShouldBeNull();
    }
}
