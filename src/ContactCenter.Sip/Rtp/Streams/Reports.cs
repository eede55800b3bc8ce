using System.Text;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>The RTCP of one stream: what we report, and what the other side's reports tell.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing for a report.</remarks>
internal sealed class Reports(MediaTime time, TimeSpan interval, Random random)
{
    private readonly ReportSchedule _schedule = new(interval, random);
    // Nothing of us or the caller is told: a random name, as good as any. RFC 7022 section 4.2.
    private readonly byte[] _name = Encoding.ASCII.GetBytes($"{random.NextInt64():x16}{random.NextInt64():x16}");
    private long _packetsAtLast;

    /// <value>To the other side and back, by its last report.</value>
    public TimeSpan? RoundTrip { get; private set; }

    /// <value>How much the other side missed before its last report, 0 to 1.</value>
    public double? PeerLoss { get; private set; }

    /// <value>The jitter the other side reports, in units of the clock.</value>
    public uint PeerJitter { get; private set; }

    public bool IsDue(TimeSpan now) => _schedule.IsDue(now);

    /// <summary>Writes what we report now.</summary>
    /// <returns>The octets.</returns>
    public int Write(Span<byte> buffer, SendPath sent, ReceivePath received, bool isBye, TimeSpan now)
    {
        var writer = new RtcpWriter(buffer);
        ReportBlock? report = received.Statistics is { Expected: > 0 } statistics ? statistics.Report(now) : null;
        if (sent.Packets > _packetsAtLast)
        {
            writer.SenderReport(new SenderInfo(sent.Ssrc, SenderInfo.ToNtp(time.At(now)), sent.Timestamp, (uint)sent.Packets, (uint)sent.Octets), report);
        }
        else
        {
            writer.ReceiverReport(sent.Ssrc, report);
        }

        _packetsAtLast = sent.Packets;
        writer.Description(sent.Ssrc, _name);
        if (isBye)
        {
            writer.Bye(sent.Ssrc);
        }

        return writer.Length;
    }

    /// <summary>What the other side reports.</summary>
    /// <returns>Whether the source that is heard says it ends.</returns>
    public bool Read(ReadOnlySpan<byte> datagram, uint ours, ReceivePath received, TimeSpan now)
    {
        var reader = new RtcpReader(datagram);
        var ends = false;
        while (reader.TryRead(out var packet))
        {
            if (packet.TryGetSender(out var sender) && sender.Ssrc == received.Statistics?.Ssrc)
            {
                received.Statistics.TakeReport(sender, now);
            }

            if (packet.TryGetReport(ours, out var report))
            {
                Take(report, now);
            }

            ends |= received.Statistics is { } heard && packet.SaysBye(heard.Ssrc);
        }

        return ends;
    }

    /// <summary>RFC 3550 section 6.4.1: now - LSR - DLSR, in 65,536ths of a second.</summary>
    private void Take(ReportBlock report, TimeSpan now)
    {
        PeerLoss = report.FractionLost / 256.0;
        PeerJitter = report.Jitter;
        if (report.LastReport != 0)
        {
            var middle = (uint)(SenderInfo.ToNtp(time.At(now)) >> 16);
            var trip = (int)(middle - report.LastReport - report.Delay);
            RoundTrip = trip >= 0 ? TimeSpan.FromSeconds(trip / 65_536.0) : RoundTrip;
        }
    }
}
