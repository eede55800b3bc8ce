using System.Net;
using ContactCenter.Sip.Rtp.Security;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>What both sides agreed on for one stream of sound.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record MediaParameters
{
    /// <value>Where the other side says it listens. An unspecified address or port 0 sends nothing until the source is learned.</value>
    public required IPEndPoint Remote { get; init; }

    /// <value>Where the other side listens for RTCP; <see langword="null"/>: the port after <see cref="Remote"/>'s. RFC 3605.</value>
    public IPEndPoint? RemoteRtcp { get; init; }

    /// <value>Whether RTP and RTCP share a port. RFC 5761.</value>
    public bool SharesPort { get; init; }

    /// <value>The formats: the first is sent, all are understood. At least one, 8 at most, all with the same clock.</value>
    public required IReadOnlyList<MediaFormat> Formats { get; init; }

    /// <value>The payload type of digits, or <see langword="null"/> when the other side takes none. Their clock is that of the sound. RFC 4733.</value>
    public int? DigitPayloadType { get; init; }

    /// <value>Whether keys are found in the sound, as from devices that send them as tones alone; off by default. While a <see cref="MediaBridge"/> takes the packets as they are, nobody listens.</value>
    public bool FindsDigitsInSound { get; init; }

    /// <value>The payload type of comfort noise, or <see langword="null"/>. RFC 3389.</value>
    public int? NoisePayloadType { get; init; }

    /// <value>Which way it flows, seen from us; both ways by default.</value>
    public MediaDirection Direction { get; init; } = MediaDirection.SendReceive;

    /// <value>The sound of a packet we send; 20 ms by default, a whole number of 10 ms, 10 to 60 ms.</value>
    public TimeSpan PacketTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <value>What we encrypt with, or <see langword="null"/> for RTP in the clear.</value>
    public SrtpKeys? SendKeys { get; init; }

    /// <value>What the other side encrypts with, or <see langword="null"/> for RTP in the clear.</value>
    public SrtpKeys? ReceiveKeys { get; init; }

    /// <value>Further keys the other side may encrypt with; each of them, and <see cref="ReceiveKeys"/>, with a number of its own. None by default, 15 at most. RFC 4568 section 6.1.</value>
    public IReadOnlyList<SrtpKeys> OtherReceiveKeys { get; init; } = [];

    internal IReadOnlyList<SrtpKeys> AllReceiveKeys => ReceiveKeys is null ? [] : [ReceiveKeys, .. OtherReceiveKeys];

    internal IPEndPoint Rtcp => RemoteRtcp ?? (SharesPort || Remote.Port is 0 or 65_535 ? Remote : new IPEndPoint(Remote.Address, Remote.Port + 1));

    internal int ClockRate => Formats[0].Codec.ClockRate;

    internal bool CanReach => Remote.Port != 0 && !Remote.Address.Equals(IPAddress.Any) && !Remote.Address.Equals(IPAddress.IPv6Any);

    /// <summary>Units of the RTP clock in a packet.</summary>
    internal int PacketUnits => (int)(PacketTime.Ticks * ClockRate / TimeSpan.TicksPerSecond);

    /// <exception cref="ArgumentException">A value is outside its limits; the message names it.</exception>
    internal void Check(string name)
    {
        if (Formats.Count is < 1 or > 8 || Formats.Any(f => f.Codec.ClockRate != ClockRate || f.PayloadType is < 0 or > 127))
        {
            throw new ArgumentException($"There are {Formats.Count} formats; give 1 to 8 with payload types 0 to 127 and the same clock rate.", name);
        }

        if (PacketTime < TimeSpan.FromMilliseconds(10) || PacketTime > TimeSpan.FromMilliseconds(60) || PacketTime.Ticks % (10 * TimeSpan.TicksPerMillisecond) != 0)
        {
            throw new ArgumentException($"PacketTime is {PacketTime}; set it to 10, 20, 30, 40, 50 or 60 ms.", name);
        }

        if (DigitPayloadType is < 0 or > 127 || NoisePayloadType is < 0 or > 127)
        {
            throw new ArgumentException($"The payload types of digits ({DigitPayloadType}) and noise ({NoisePayloadType}) go from 0 to 127.", name);
        }

        if (SendKeys is null != ReceiveKeys is null)
        {
            throw new ArgumentException("One direction has a key and the other has none; give both or neither.", name);
        }

        if (OtherReceiveKeys.Count > 0
            && (OtherReceiveKeys.Count >= SrtpReceivers.MostKeys || ReceiveKeys is null || AllReceiveKeys.DistinctBy(static k => Convert.ToHexString(k.Mki.Span)).Count() <= OtherReceiveKeys.Count))
        {
            throw new ArgumentException($"There are {OtherReceiveKeys.Count} further keys; give at most {SrtpReceivers.MostKeys - 1}, beside ReceiveKeys, each with a number of its own (Mki).", name);
        }
    }
}
