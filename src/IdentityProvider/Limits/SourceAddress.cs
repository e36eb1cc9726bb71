using System.Net;
using System.Net.Sockets;

namespace SecureAccess.Limits;

/// <summary>Where a request comes from, as coarse as budgets need it (D7): IPv4 /32, IPv6 /64.</summary>
public static class SourceAddress
{
    /// <summary>The prefix as text; <c>unknown</c> when there is no address.</summary>
    public static string PrefixOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
