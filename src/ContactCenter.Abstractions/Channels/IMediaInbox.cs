namespace ContactCenter.Channels;

/// <summary>
/// For channels without a provider who keeps what customers send along: takes the content first, durable and encrypted, and the message that
/// names it (<see cref="InboundMessage.Stored"/>) after it. What no message names is removed after a day. Thread-safe.
/// </summary>
public interface IMediaInbox
{
    /// <summary>Stores a medium of the customer at <paramref name="from"/>.</summary>
    /// <param name="endpoint">The endpoint it comes to.</param>
    /// <param name="from">Whose it is, as in <see cref="InboundMessage.From"/>.</param>
    /// <param name="content">Read to its end; a read that throws stores nothing.</param>
    /// <param name="maxSizeBytes">More than this, or than the center takes, is refused.</param>
    /// <param name="cancellationToken">Cancelling leaves nothing behind.</param>
    ValueTask<MediaTaking> StoreAsync(Endpoint endpoint, Address from, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default);

    /// <summary>What this customer stored before, under the name the customer now gives; null when there is none such, or it is another's.</summary>
    /// <param name="endpoint">The endpoint it came to.</param>
    /// <param name="from">Whose it is.</param>
    /// <param name="blob">What is named; not to be believed.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started; ask again in a few seconds.</exception>
    ValueTask<StoredMedium?> FindAsync(Endpoint endpoint, Address from, BlobId blob, CancellationToken cancellationToken = default);
}

/// <summary>A medium the center has.</summary>
/// <param name="Blob">Its name in the center.</param>
/// <param name="ContentType">What it was found to be, by its content.</param>
/// <param name="SizeBytes">How large it is.</param>
public sealed record StoredMedium(BlobId Blob, string ContentType, long SizeBytes)
{
    /// <summary>The name the sender gave the file, if any: hostile text.</summary>
    public string? FileName { get; init; }
}

/// <summary>What became of storing a medium.</summary>
public abstract record MediaTaking
{
    /// <summary>The code of what is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The code of what is none of the types people send one another: programs, archives, what nobody can tell.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>The code of what cannot be stored at this moment.</summary>
    public const string Unavailable = "unavailable";

    private MediaTaking()
    {
    }

    /// <summary>It is durable.</summary>
    /// <param name="Medium">What it is.</param>
    public sealed record Stored(StoredMedium Medium) : MediaTaking;

    /// <summary>Nothing is stored.</summary>
    /// <param name="Code">A stable code, such as <see cref="TooLarge"/>.</param>
    /// <param name="IsTransient">Whether trying again may help.</param>
    public sealed record Refused(string Code, bool IsTransient = false) : MediaTaking;
}
