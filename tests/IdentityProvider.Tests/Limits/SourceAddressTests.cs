using System.Net;
using SecureAccess.Limits;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Limits;

public sealed class SourceAddressTests
{
    // Fails when: budgets count IPv6 by anything but /64, or IPv4 by anything but the whole address.
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64")]
    [Trait("Requirement", "D7")]
    public void A_source_is_an_IPv4_address_or_an_IPv6_prefix(string address, string prefix) =>
        SourceAddress.PrefixOf(IPAddress.Parse(address)).ShouldBe(prefix);
}
