namespace ContactCenter.Channels;

/// <summary>For channels whose media stay with the provider until they are fetched. Without it what a customer sends along cannot be seen. Thread-safe.</summary>
public interface IMediaSource
{
    /// <summary>
    /// Tries once to fetch what <see cref="InboundMessage.Media"/> named. Repeating is the caller's part. The URL comes from outside: ask only hosts
    /// of the provider's, and give sign-ins to nobody else.
    /// </summary>
    /// <param name="endpoint">The endpoint the message came to.</param>
    /// <param name="medium">What to fetch.</param>
    /// <param name="maxSizeBytes">The caller reads no more than this: what is known to be larger is refused as <see cref="MediaFetch.TooLarge"/>.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    ValueTask<MediaFetch> FetchAsync(Endpoint endpoint, MediaReference medium, long maxSizeBytes, CancellationToken cancellationToken);
}

/// <summary>What became of fetching a medium.</summary>
public abstract record MediaFetch
{
    /// <summary>The code of what the provider no longer has.</summary>
    public const string Gone = "gone";

    /// <summary>The code of what is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    private MediaFetch()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Content">Read once, to its end; the caller disposes it. A read that throws means that the rest could not be had this time.</param>
    public sealed record Found(Stream Content) : MediaFetch
    {
        /// <summary>The name the sender gave the file, if any: hostile text.</summary>
        public string? FileName { get; init; }
    }

    /// <summary>It could not be had.</summary>
    /// <param name="Code">A stable code, a key by <see cref="KeyRules"/>, such as <see cref="Gone"/> or <c>twilio-503</c>.</param>
    /// <param name="IsTransient">Whether trying again may help.</param>
    /// <param name="RetryAfter">How long the provider asks to wait.</param>
    public sealed record Refused(string Code, bool IsTransient, TimeSpan? RetryAfter = null) : MediaFetch;
}
