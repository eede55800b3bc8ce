using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Hears what a log says of its index.</summary>
internal sealed class IndexWatch : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource<bool> _checked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _rebuilt = new();

    /// <summary>Why the index was thrown away at the opening.</summary>
    public IReadOnlyList<string> Rebuilt => [.. _rebuilt];

    /// <summary>Once it has failed.</summary>
    public Task Failed => _failed.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Whether all rows add up, once they have been read.</summary>
    public Task<bool> AddsUpAsync() => _checked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        switch (eventId.Id)
        {
            case 1050:
                _rebuilt.Enqueue(formatter(state, exception));
                break;
            case 1052:
                _checked.TrySetResult(false);
                _failed.TrySetResult();
                break;
            case 1054:
                _checked.TrySetResult(true);
                break;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
