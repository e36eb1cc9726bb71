namespace SecureAccess.Hosting.Logging;

/// <summary>
/// The one factory of loggers. It holds <see cref="LogFloors"/> where a filter could not: a filter rule gives way to a more
/// specific one in the settings, this does not.
/// </summary>
internal sealed class GuardedLoggerFactory(LoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        var floor = LogFloors.Of(categoryName);
        return floor == LogLevel.Trace ? logger : new Guarded(logger, floor);
    }

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();

    // The host's own line for what ended the start: that is thrown as well, and said in one line by the server.
    private const string StartFailed = "HostedServiceStartupFaulted";

    private sealed class Guarded(ILogger inner, LogLevel floor) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= floor && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel >= floor && eventId.Name != StartFailed)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
