using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Jitter;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Statistics;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>What another stream would send of a packet as it came.</summary>
/// <param name="At">Where in the datagram its payload begins.</param>
/// <param name="Length">The payload's octets.</param>
/// <param name="Format">Its format's place, or -1 for a digit.</param>
/// <param name="Sequence">Its number with cycles.</param>
/// <param name="Timestamp">Its time.</param>
/// <param name="Marker">Its marker.</param>
/// <param name="StartsAnew">Whether its numbers have nothing to do with those before.</param>
internal readonly record struct ForwardedPacket(int At, int Length, int Format, long Sequence, uint Timestamp, bool Marker, bool StartsAnew);

/// <summary>From datagrams to the jitter buffer and the digits: who may send, what is a packet, which source is heard.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing for a packet, and a little when the source changes.</remarks>
internal sealed class ReceivePath(MediaParameters parameters, MediaStreamOptions options) : IDisposable
{
    private MediaParameters _parameters = parameters;
    private SrtpReceivers? _srtp = parameters.ReceiveKeys is null ? null : new SrtpReceivers(parameters.AllReceiveKeys);
    private ReceiverStatistics? _statistics;
    private DtmfDetector? _finder;
    private int _finderRate;
    private uint _candidate;
    private ushort _candidateNext;
    private bool _hasCandidate;
    private bool _startsAnew;
    private MediaFigures _before; // of sources heard before, and of keys and buffers used before

    public SourceGate Gate { get; } = new(options.LearnsSource, options.FollowsAuthentic);

    public Playout Playout { get; private set; } = new(parameters, options.Jitter);

    public DigitReceiver Digits { get; private set; } = new(parameters.ClockRate, options.DigitTimeout);

    public SrtpReceivers? Srtp => _srtp;

    /// <value>What is known of the source that is heard; <see langword="null"/> before the first packet.</value>
    public ReceiverStatistics? Statistics => _statistics;

    /// <value>When the last packet came.</value>
    public TimeSpan? HeardAt { get; private set; }

    public long Octets { get; private set; }

    public long Refused { get; private set; }

    public long Malformed { get; private set; }

    public void Update(MediaParameters parameters, TimeSpan now)
    {
        if (_srtp is not null && parameters.ReceiveKeys is not null)
        {
            _srtp.Update(parameters.AllReceiveKeys, now);
        }
        else
        {
            _before = _before with { Forged = _before.Forged + (_srtp?.Forged ?? 0), Replayed = _before.Replayed + (_srtp?.Replayed ?? 0) };
            _srtp?.Dispose();
            _srtp = parameters.ReceiveKeys is null ? null : new SrtpReceivers(parameters.AllReceiveKeys);
        }

        if (!parameters.Formats.SequenceEqual(_parameters.Formats) || parameters.PacketTime != _parameters.PacketTime)
        {
            _before = _before with { Late = _before.Late + Playout.Buffer.Late, Concealed = _before.Concealed + Playout.Buffer.Concealed };
            Playout = new Playout(parameters, options.Jitter);
        }

        if (parameters.ClockRate != _parameters.ClockRate)
        {
            Digits = new DigitReceiver(parameters.ClockRate, options.DigitTimeout);
            Leave();
        }

        _parameters = parameters;
    }

    /// <summary>An RTP datagram came.</summary>
    /// <param name="datagram">Decrypted in place.</param>
    /// <param name="source">From where.</param>
    /// <param name="keeps">Whether it is to be played: not while another stream takes it, or nobody listens.</param>
    /// <param name="now">When.</param>
    /// <param name="packet">What another stream would send of it.</param>
    /// <returns>Whether it is ours and new.</returns>
    public bool Take(Span<byte> datagram, System.Net.SocketAddress source, bool keeps, TimeSpan now, out ForwardedPacket packet)
    {
        packet = default;
        if (!Gate.MayTake(source, _srtp is not null))
        {
            Refused++;
            return false;
        }

        if (_srtp is not null)
        {
            var verdict = _srtp.UnprotectRtp(datagram, now, out var length);
            if (verdict != SrtpVerdict.Authentic)
            {
                Malformed += verdict == SrtpVerdict.Malformed ? 1 : 0;
                return false;
            }

            datagram = datagram[..length];
        }

        if (RtpPacket.Read(datagram, out var rtp) != RtpFault.None)
        {
            Malformed++;
            return false;
        }

        var format = Playout.FormatOf(rtp.PayloadType);
        var isDigit = rtp.PayloadType == _parameters.DigitPayloadType;
        if (format < 0 && !isDigit && rtp.PayloadType != _parameters.NoisePayloadType)
        {
            Malformed++;
            return false;
        }

        switch (Gate.Take(source, rtp.Ssrc, rtp.Sequence, _srtp is not null))
        {
            case SourceVerdict.Refused:
                Refused++;
                return false;
            case SourceVerdict.OnProbation:
                return false;
            default:
                HeardAt = now;
                Octets += rtp.Payload.Length;
                return isDigit ? TakeDigit(rtp, now, out packet) : TakeSound(rtp, format, keeps, now, out packet);
        }
    }

    /// <summary>Looks for keys in what is played.</summary>
    public void FindDigits(ReadOnlySpan<short> frame, int sampleRate)
    {
        if (_finder is null || _finderRate != sampleRate)
        {
            (_finder, _finderRate) = (new DtmfDetector(sampleRate), sampleRate);
        }

        _finder.Process(frame);
        while (_finder.TryTake(out var signal))
        {
            Digits.Heard(new DigitEvent(signal.Digit, signal.IsEnd, signal.Duration));
        }
    }

    public void Dispose() => _srtp?.Dispose();

    /// <summary>Adds what is known here.</summary>
    public MediaFigures Count(MediaFigures sent, TimeSpan? roundTrip)
    {
        var buffer = Playout.Buffer;
        var expected = (_statistics?.Expected ?? 0) + _before.PacketsReceived + _before.Lost;
        var lost = (_statistics?.Lost ?? 0) + _before.Lost;
        var late = buffer.Late + _before.Late;
        var oneWay = buffer.Delay + ((roundTrip ?? TimeSpan.Zero) / 2) + _parameters.PacketTime;
        var lossPercent = expected == 0 ? 0 : 100.0 * (lost + late) / expected;
        return sent with
        {
            PacketsReceived = (_statistics?.Received ?? 0) + _before.PacketsReceived,
            OctetsReceived = Octets,
            Lost = lost,
            Late = late,
            Duplicates = (_statistics?.Duplicates ?? 0) + _before.Duplicates,
            Reordered = (_statistics?.Reordered ?? 0) + _before.Reordered,
            Concealed = buffer.Concealed + _before.Concealed,
            Refused = Refused,
            Malformed = Malformed,
            Forged = (_srtp?.Forged ?? 0) + _before.Forged,
            Replayed = (_srtp?.Replayed ?? 0) + _before.Replayed,
            Jitter = _statistics?.Jitter ?? TimeSpan.Zero,
            BufferDelay = buffer.Delay,
            RoundTrip = roundTrip,
            Score = VoiceQuality.Score(VoiceQuality.Rating(oneWay, lossPercent, _statistics?.BurstRatio ?? 1)),
        };
    }

    private bool TakeDigit(RtpPacket rtp, TimeSpan now, out ForwardedPacket packet)
    {
        packet = default;
        var isOfSound = _statistics?.Ssrc == rtp.Ssrc;
        long sequence = 0;
        if (isOfSound && _statistics!.Take(rtp.Sequence, null, now, out sequence) is Arrival.Duplicate or Arrival.Stray)
        {
            return false;
        }

        if (!Digits.Take(rtp.Ssrc, rtp.Timestamp, rtp.Payload, now))
        {
            Malformed++;
            return false;
        }

        packet = isOfSound ? Forwarded(rtp, -1, sequence) : default;
        return true;
    }

    private bool TakeSound(RtpPacket rtp, int format, bool keeps, TimeSpan now, out ForwardedPacket packet)
    {
        packet = default;
        if (!IsHeard(rtp.Ssrc, rtp.Sequence))
        {
            return false;
        }

        var arrival = _statistics!.Take(rtp.Sequence, rtp.Timestamp, now, out var sequence);
        if (arrival is Arrival.Duplicate or Arrival.Stray or Arrival.OnProbation)
        {
            return false;
        }

        if (arrival == Arrival.Restarted)
        {
            Playout.Buffer.Reset();
            _startsAnew = true;
        }

        packet = Forwarded(rtp, format, sequence);
        _startsAnew = false;
        if (!keeps)
        {
            return true;
        }

        var units = format < 0 ? _parameters.PacketUnits : Playout.UnitsOf(format, rtp.Payload);
        if (units == 0 || Playout.Buffer.Put(sequence, rtp.Timestamp, units, rtp.PayloadType, endsTalk: format < 0, rtp.Payload, now) == JitterVerdict.TooLong)
        {
            Malformed++;
        }

        return true;
    }

    private ForwardedPacket Forwarded(RtpPacket rtp, int format, long sequence) =>
        new(rtp.HeaderSize, rtp.Payload.Length, format, sequence, rtp.Timestamp, rtp.Marker, _startsAnew);

    /// <summary>The first source is heard at once (its address was on probation already), another one after two packets in sequence. RFC 3550 section 8.2.</summary>
    private bool IsHeard(uint ssrc, ushort sequence)
    {
        if (_statistics?.Ssrc == ssrc)
        {
            _hasCandidate = false;
            return true;
        }

        if (_statistics is not null && !(_hasCandidate && _candidate == ssrc && _candidateNext == sequence))
        {
            (_hasCandidate, _candidate, _candidateNext) = (true, ssrc, (ushort)(sequence + 1));
            return false;
        }

        Leave();
        (_statistics, _hasCandidate, _startsAnew) = (new ReceiverStatistics(ssrc, _parameters.ClockRate, probation: 1), false, true);
        return true;
    }

    private void Leave()
    {
        if (_statistics is { } left)
        {
            _before = _before with
            {
                PacketsReceived = _before.PacketsReceived + left.Received,
                Lost = _before.Lost + left.Lost,
                Duplicates = _before.Duplicates + left.Duplicates,
                Reordered = _before.Reordered + left.Reordered,
            };
            Playout.Buffer.Reset();
            _statistics = null;
        }
    }
}
