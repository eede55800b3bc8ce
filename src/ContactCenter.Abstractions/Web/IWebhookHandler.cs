using System.Collections.ObjectModel;

namespace ContactCenter.Web;

/// <summary>Takes HTTP requests for a channel, without a web framework. Every registered one is mapped by <c>ContactCenter.AspNetCore</c>. Thread-safe.</summary>
public interface IWebhookHandler
{
    /// <summary>The path under the host's webhook root, such as <c>twilio</c>; the handler gets everything below it. A key by <see cref="KeyRules"/>.</summary>
    string Path { get; }

    /// <summary>The largest body, in bytes; a larger one is answered 413 before the handler sees it.</summary>
    int MaxBodySizeBytes => 1_048_576;

    /// <summary>Handles one request. What is answered with success must be durable.</summary>
    ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken);
}

/// <summary>An HTTP request, as the provider meant it.</summary>
public sealed record WebhookRequest
{
    /// <summary>The method, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The URL the provider used: the configured public base URL with this request's path and query, never the Host header.</summary>
    public required Uri Url { get; init; }

    /// <summary>The path below <see cref="IWebhookHandler.Path"/>, without a leading slash; still percent-encoded.</summary>
    public required string SubPath { get; init; }

    /// <summary>The headers; names compare without case, several values are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body. Valid until the handler returns.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The network address the request came from as the host knows it, never from a header itself; for limits, not to be kept. Empty when it is not known.</summary>
    public string RemoteAddress { get; init; } = "";
}

/// <summary>What to answer.</summary>
/// <param name="Status">The HTTP status.</param>
public sealed record WebhookResponse(int Status)
{
    /// <summary>The body's type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body.</summary>
    public string? Body { get; init; }

    /// <summary>Becomes a Retry-After header, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Further headers, such as <c>Location</c> or those of CORS. The host's server refuses line ends in them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
