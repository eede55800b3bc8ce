namespace ContactCenter;

/// <summary>What happens to pictures and documents: <c>ContactCenter:Media</c>. Read once, at start.</summary>
public sealed class MediaOptions
{
    /// <summary>The largest medium that is taken over from a provider, 1 KiB to 1 GiB.</summary>
    /// <value>20 MiB by default.</value>
    public long MaxSizeBytes { get; set; } = 20 * 1_024 * 1_024;

    /// <summary>How long a medium that cannot be had at once is tried for, from the moment its message came in, 1 minute to 7 days. Each start tries once more, however late.</summary>
    /// <value>24 hours by default.</value>
    public TimeSpan FetchWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The content types agents may send, such as <c>image/jpeg</c>, among those a channel can carry. Empty: all of these.</summary>
    public ISet<string> SendTypes { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
