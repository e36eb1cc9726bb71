namespace SecureAccess.Hosting;

/// <summary>The server or a command cannot run as it is set up. The message is one line for the operator and names the setting.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
