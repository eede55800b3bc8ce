using ContactCenter.Sip.Rtp.Jitter;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>How a stream treats its peer.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record MediaStreamOptions
{
    /// <value>The delays of the jitter buffer.</value>
    public JitterBufferOptions Jitter { get; init; } = new();

    /// <value>
    /// Whether the source is learned from what comes in, once, when it is not the signalled one: the peer is behind an address translation. On by default;
    /// off takes and sends to the signalled address alone.
    /// </value>
    public bool LearnsSource { get; init; } = true;

    /// <value>Whether an encrypted packet that is authentic may move the source again later. Off by default; without SRTP nothing ever does.</value>
    public bool FollowsAuthentic { get; init; }

    /// <value>After how long without a packet the other side counts as silent (while we listen); 30 s by default, 1 s to 1 h.</value>
    public TimeSpan SilenceTimeout
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"SilenceTimeout is {value}; set it to 1 s up to 1 h.");
    } = TimeSpan.FromSeconds(30);

    /// <value>After how long without a packet of it a digit is over whose end was lost; 200 ms by default, 60 ms to 5 s.</value>
    public TimeSpan DigitTimeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(60) && value <= TimeSpan.FromSeconds(5)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"DigitTimeout is {value}; set it to 60 ms up to 5 s.");
    } = TimeSpan.FromMilliseconds(200);

    /// <value>The mean time between reports; 5 s by default, 0.5 s to 60 s. Each is varied by half and the first comes early. RFC 3550 section 6.2.</value>
    public TimeSpan ReportInterval
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(0.5) && value <= TimeSpan.FromMinutes(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"ReportInterval is {value}; set it to 0.5 s up to 60 s.");
    } = TimeSpan.FromSeconds(5);

    /// <value>Whether silence is told by comfort noise instead of being sent, where the other side takes it; off by default. RFC 3389.</value>
    public bool SendsComfortNoise { get; init; }

    /// <value>Who hears what on the port is neither RTP nor RTCP (STUN, DTLS), and payload types nobody agreed on.</value>
    public IPacketHook? Others { get; init; }
}
