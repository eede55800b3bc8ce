namespace ContactCenter.Channels;

/// <summary>For channels that can send media along with a message (<see cref="OutboundMessage.Media"/>).</summary>
public interface IMediaSender
{
    /// <summary>What one message may carry.</summary>
    MediaLimits MediaLimits { get; }
}

/// <summary>What one message of a channel may carry.</summary>
/// <param name="MaxCount">How many media, 1 or more.</param>
/// <param name="MaxSizeBytes">How much all of them together may have.</param>
/// <param name="ContentTypes">What they may be, such as <c>image/jpeg</c>; as found out from the content itself.</param>
public sealed record MediaLimits(int MaxCount, long MaxSizeBytes, IReadOnlyList<string> ContentTypes);
