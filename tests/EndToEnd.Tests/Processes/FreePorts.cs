using System.Net;
using System.Net.Sockets;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>Ports that nobody listens on at the moment.</summary>
public static class FreePorts
{
    /// <summary>Two different ones.</summary>
    public static (int First, int Second) Two()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
