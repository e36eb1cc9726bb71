#pragma warning disable IDE0130, CA1052, CA1812, CS0649 // Violations planted on purpose, in rooms of their own.
namespace SecureAccess.Tests.Architecture.Planted.Keys
{
    internal sealed class Key
    {
        public static async Task<object> CallsUpwardsInAnAsyncBody()
        {
            await Task.Yield();
            return new Journeys.Page();
        }
    }
}

namespace SecureAccess.Tests.Architecture.Planted.Clients
{
    internal sealed class Client;
}

namespace SecureAccess.Tests.Architecture.Planted.Sessions
{
    internal sealed class Session
    {
        public Clients.Client? CallsItsOwnLine;
    }
}

namespace SecureAccess.Tests.Architecture.Planted.Hosting
{
    internal sealed class Wire;
}

namespace SecureAccess.Tests.Architecture.Planted.Persistence
{
    internal sealed class Context
    {
        public static object CallsARoom(Keys.Key key) => key;
    }
}

namespace SecureAccess.Tests.Architecture.Planted.Journeys
{
    internal sealed class Page
    {
        public static object CallsDownwards() => new Keys.Key();

        public static object CallsTheWiring() => new Hosting.Wire();
    }
}

namespace SecureAccess.Tests.Architecture.Planted.Journeys.Consent
{
    internal sealed class Give;
}

namespace SecureAccess.Tests.Architecture.Planted.Journeys.SignIn
{
    internal sealed class Password
    {
        public static object CallsAnotherJourney() => new Consent.Give();
    }
}
