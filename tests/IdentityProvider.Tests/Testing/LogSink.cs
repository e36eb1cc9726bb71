using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SecureAccess.Tests.Testing;

/// <summary>Keeps every log line of a host, at every level.</summary>
internal sealed class LogSink : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>The lines: category, level, text and exception.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>What went wrong, for the message of a failing test.</summary>
    public string Errors =>
        string.Join('\n', lines.Where(line => line.Contains(" Error ", StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => new Sink(categoryName, lines);

    public void Dispose() { }

    private sealed class Sink(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {exception}");
    }
}
