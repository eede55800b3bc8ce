namespace ContactCenter.Web;

/// <summary>Serves lasting web connections (WebSocket) for a channel, without a web framework. Thread-safe.</summary>
public interface IWebConnectionHandler
{
    /// <summary>The path under the host's connection root. A key by <see cref="KeyRules"/>.</summary>
    string Path { get; }

    /// <summary>Serves one connection until either side ends it.</summary>
    ValueTask RunAsync(IWebConnection connection, CancellationToken cancellationToken);
}

/// <summary>One connection: text frames both ways, bounded both ways. One reader and one writer at a time.</summary>
public interface IWebConnection
{
    /// <summary>The URL the client used: the configured public base URL with this request's path and query.</summary>
    Uri Url { get; }

    /// <summary>The client's network address, for limits; not to be kept.</summary>
    string RemoteAddress { get; }

    /// <summary>The origin the browser says it comes from, or null.</summary>
    string? Origin { get; }

    /// <summary>What the client got when it was connected before, to go on from there; null for a new client.</summary>
    string? ResumeToken { get; }

    /// <summary>The next frame, at most 64 KiB; null when the client has gone.</summary>
    ValueTask<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends a frame; waits while the client is slow.</summary>
    ValueTask WriteAsync(string frame, CancellationToken cancellationToken);
}
