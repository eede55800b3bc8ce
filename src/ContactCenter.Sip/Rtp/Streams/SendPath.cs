using System.Security.Cryptography;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>
/// From frames to packets: one source whose numbers and times go on whatever is agreed on anew. The timestamp follows our clock, also while nothing is sent;
/// the first packet after a pause carries the marker. RFC 3550 section 5.1, RFC 3551 section 4.1.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates nothing for a packet.</remarks>
[System.Runtime.CompilerServices.SkipLocalsInit] // buffers on the stack are written before they are read
internal sealed class SendPath : IDisposable
{
    /// <summary>The longest packet we make, its tag included.</summary>
    public const int MostOctets = 1_472; // what an Ethernet frame holds

    /// <summary>Frames of silence before comfort noise takes over: nothing is cut off.</summary>
    private const int FramesBeforeNoise = 10;
    private const int FramesBetweenNoise = 25;
    private const byte NoiseLevel = 70; // -dBov: a quiet line

    private MediaParameters _parameters;
    private IAudioEncoder _encoder;
    private SrtpSender? _srtp;
    private ushort _sequence;
    private uint _timestamp;
    private bool _hasPaused = true;
    private int _quietFrames;
    private long _forwardOffset;
    private uint _forwardTime;
    private bool _isForwarding;

    public SendPath(MediaParameters parameters)
    {
        (_parameters, _encoder, Digits) = (parameters, parameters.Formats[0].Codec.CreateEncoder(), new DigitSender(parameters.ClockRate));
        _srtp = parameters.SendKeys is { } keys ? new SrtpSender(keys) : null;
        Ssrc = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        // Below 2^15, so that a receiver who misses the first packets does not guess the roll-over counter wrong. RFC 3711 section 3.3.1.
        _sequence = (ushort)RandomNumberGenerator.GetInt32(0x8000);
        _timestamp = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    }

    public uint Ssrc { get; }

    public DigitSender Digits { get; private set; }

    public long Packets { get; private set; }

    public long Octets { get; private set; }

    /// <value>The time of the frame that is next.</value>
    public uint Timestamp => _timestamp;

    public SrtpSender? Srtp => _srtp;

    /// <summary>Something else was agreed on: source, numbers and times go on.</summary>
    public void Update(MediaParameters parameters)
    {
        if (!parameters.Formats[0].Equals(_parameters.Formats[0]))
        {
            _encoder = parameters.Formats[0].Codec.CreateEncoder();
        }

        if (parameters.ClockRate != _parameters.ClockRate)
        {
            Digits = new DigitSender(parameters.ClockRate);
        }

        if (!ReferenceEquals(parameters.SendKeys, _parameters.SendKeys))
        {
            _srtp?.Dispose();
            _srtp = parameters.SendKeys is { } keys ? new SrtpSender(keys) : null;
        }

        _parameters = parameters;
    }

    /// <summary>The next frame's packet.</summary>
    /// <param name="packet">Where it goes; <see cref="MostOctets"/>.</param>
    /// <param name="source">What is sent; <see langword="null"/> is silence.</param>
    /// <param name="isOpen">Whether we may send at all.</param>
    /// <param name="sendsNoise">Whether silence is told by comfort noise.</param>
    /// <param name="turns">The frames that have passed, usually 1.</param>
    /// <returns>The octets to send; 0 when there is nothing.</returns>
    public int Frame(Span<byte> packet, IAudioSource? source, bool isOpen, bool sendsNoise, int turns)
    {
        var units = _parameters.PacketUnits;
        _timestamp += (uint)(units * (turns - 1));
        var length = isOpen ? Frame(packet, source, sendsNoise, units) : 0;
        _hasPaused |= !isOpen;
        _timestamp += (uint)units;
        return length;
    }

    /// <summary>Another stream's packet goes on as ours: its place among the others, its losses and its times stay as they were. </summary>
    /// <param name="packet">Where it goes; <see cref="MostOctets"/>.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="payloadType">What it is called here.</param>
    /// <param name="sequence">Its number there, with cycles.</param>
    /// <param name="timestamp">Its time there.</param>
    /// <param name="marker">Its marker.</param>
    /// <param name="startsAnew">Whether its numbers have nothing to do with those before.</param>
    public int Forward(Span<byte> packet, ReadOnlySpan<byte> payload, byte payloadType, long sequence, uint timestamp, bool marker, bool startsAnew)
    {
        if (payload.Length > MostOctets - RtpHeader.Size - SrtpTransform.MostOverhead)
        {
            return 0;
        }

        if (!_isForwarding || startsAnew)
        {
            (_forwardOffset, _forwardTime, _isForwarding) = (_sequence - sequence, _timestamp - timestamp, true);
            marker = true;
        }

        var number = (ushort)(sequence + _forwardOffset);
        new RtpHeader(payloadType, number, timestamp + _forwardTime, Ssrc, marker).Write(packet);
        payload.CopyTo(packet[RtpHeader.Size..]);
        if ((short)(number - _sequence) >= 0)
        {
            _sequence = (ushort)(number + 1);
        }

        return Seal(packet, payload.Length);
    }

    /// <summary>Our own frames go on.</summary>
    public void EndForwarding() => (_isForwarding, _hasPaused) = (false, true);

    public void Dispose() => _srtp?.Dispose();

    private int Frame(Span<byte> packet, IAudioSource? source, bool sendsNoise, int units)
    {
        if (_parameters.DigitPayloadType is { } digitType && Digits.Next(_timestamp, units, out var digit))
        {
            _hasPaused = true;
            if (digit is not { } sent)
            {
                return 0;
            }

            sent.Event.Write(packet[RtpHeader.Size..]);
            return Send(packet, (byte)digitType, sent.Timestamp, sent.Marker, TelephoneEvent.Size);
        }

        if (_isForwarding)
        {
            return 0;
        }

        var codec = _parameters.Formats[0].Codec;
        Span<short> frame = stackalloc short[(int)(_parameters.PacketTime.Ticks * codec.SampleRate / TimeSpan.TicksPerSecond)];
        frame.Clear();
        var speaks = source is not null && source.Fill(frame, codec.SampleRate);
        _quietFrames = speaks ? 0 : _quietFrames + 1;
        if (sendsNoise && _parameters.NoisePayloadType is { } noiseType && _quietFrames > FramesBeforeNoise)
        {
            _hasPaused = true;
            if ((_quietFrames - FramesBeforeNoise) % FramesBetweenNoise != 1)
            {
                return 0;
            }

            packet[RtpHeader.Size] = NoiseLevel;
            return Send(packet, (byte)noiseType, _timestamp, marker: false, 1);
        }

        var length = _encoder.Encode(frame, packet[RtpHeader.Size..(MostOctets - SrtpTransform.MostOverhead)]);
        var marker = _hasPaused;
        _hasPaused = false;
        return Send(packet, (byte)_parameters.Formats[0].PayloadType, _timestamp, marker, length);
    }

    private int Send(Span<byte> packet, byte payloadType, uint timestamp, bool marker, int length)
    {
        new RtpHeader(payloadType, _sequence++, timestamp, Ssrc, marker).Write(packet);
        _forwardOffset++; // what is forwarded comes behind it
        return Seal(packet, length);
    }

    private int Seal(Span<byte> packet, int length)
    {
        Packets++;
        Octets += length;
        return _srtp is null ? RtpHeader.Size + length : _srtp.ProtectRtp(packet, RtpHeader.Size + length);
    }
}
