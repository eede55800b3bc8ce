using System.Security.Cryptography;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Jitter;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>From packets to frames of our packet time: the jitter buffer, the decoders, and the samples that are left of a packet.</summary>
/// <remarks>Not safe for two threads at a time; allocates a decoder when its format is first heard and room for packets longer than those before, nothing else after it is made.</remarks>
internal sealed class Playout
{
    /// <summary>The longest payload: 120 ms of G.711.</summary>
    public const int MostOctets = 960;

    private const int MostMilliseconds = 120;
    private const int QuietLevel = 48; // of 32,767: -56 dB

    private readonly MediaParameters _parameters;
    private readonly IAudioDecoder?[] _decoders;
    private readonly int _most;
    private short[] _left;
    private int _count;
    private int _current;
    private readonly ComfortNoise? _noise;
    private bool _isQuiet = true;
    private bool _isNoisy; // the other side has said what its silence is like

    public Playout(MediaParameters parameters, JitterBufferOptions options)
    {
        _parameters = parameters;
        _decoders = new IAudioDecoder?[parameters.Formats.Count];
        Buffer = new JitterBuffer(options, parameters.ClockRate, parameters.PacketUnits, MostOctets);
        _noise = parameters.NoisePayloadType is null ? null : new ComfortNoise(new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        var highest = parameters.Formats.Max(static f => f.Codec.SampleRate);
        _most = highest * (MostMilliseconds + (int)parameters.PacketTime.TotalMilliseconds) / 1_000;
        _left = new short[Math.Min(_most, 2 * Need())]; // what packets as long as ours need
    }

    public JitterBuffer Buffer { get; }

    /// <value>Samples a second of what is heard.</value>
    public int SampleRate => _parameters.Formats[_current].Codec.SampleRate;

    /// <summary>The format of a payload type, or -1.</summary>
    public int FormatOf(int payloadType)
    {
        for (var i = 0; i < _parameters.Formats.Count; i++)
        {
            if (_parameters.Formats[i].PayloadType == payloadType)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How long a payload plays, in units of the RTP clock; 0 when it is none of the format or too long.</summary>
    public int UnitsOf(int format, ReadOnlySpan<byte> payload)
    {
        var codec = _parameters.Formats[format].Codec;
        var samples = Decoder(format).CountSamples(payload);
        return samples > 0 && samples <= codec.SampleRate * MostMilliseconds / 1_000 ? (int)((long)samples * codec.ClockRate / codec.SampleRate) : 0;
    }

    /// <summary>Fills the next frame.</summary>
    /// <param name="frame">As many samples as our packet time holds at <see cref="SampleRate"/>; more when a format with a higher rate sets in.</param>
    /// <param name="isMuffled">A digit is pressed: what is missing is not filled in for.</param>
    /// <param name="now">When.</param>
    /// <param name="length">The samples of the frame.</param>
    public AudioFrameKind Fill(Span<short> frame, bool isMuffled, TimeSpan now, out int length)
    {
        var kind = AudioFrameKind.Silence;
        while (_count < Need())
        {
            var step = Buffer.Take(_isQuiet, now);
            var added = step.Kind switch
            {
                JitterStepKind.Packet => Decode(step.PayloadType, step.Payload, ref kind),
                JitterStepKind.Conceal when !isMuffled => Conceal(step.Duration, ref kind),
                _ => Silence(step.Duration),
            };
            _count += added;
        }

        length = Need();
        _left.AsSpan(0, length).CopyTo(frame);
        _left.AsSpan(length, _count - length).CopyTo(_left);
        _count -= length;
        return kind;
    }

    private int Need() => (int)(_parameters.PacketTime.Ticks * SampleRate / TimeSpan.TicksPerSecond);

    private int Decode(byte payloadType, ReadOnlySpan<byte> payload, ref AudioFrameKind kind)
    {
        var format = FormatOf(payloadType);
        if (format < 0)
        {
            _isNoisy = _noise is not null && _noise.TryTake(payload);
            return Silence(_parameters.PacketUnits);
        }

        _isNoisy = false;
        if (format != _current)
        {
            _count = SampleRate == _parameters.Formats[format].Codec.SampleRate ? _count : 0;
            _current = format;
        }

        var decoder = Decoder(format);
        var room = Room(Math.Min(decoder.CountSamples(payload), _most - _count));
        var samples = decoder.Decode(payload, room);
        kind = kind == AudioFrameKind.Concealed ? kind : AudioFrameKind.Received;
        _isQuiet = IsQuiet(room[..samples]);
        return samples;
    }

    private int Conceal(int units, ref AudioFrameKind kind)
    {
        var samples = Room(Samples(units));
        Decoder(_current).Conceal(samples);
        kind = AudioFrameKind.Concealed;
        return samples.Length;
    }

    private int Silence(int units)
    {
        var samples = Room(Math.Min(Samples(units), Math.Max(1, Need() - _count)));
        if (_isNoisy)
        {
            _noise!.Read(samples);
        }
        else
        {
            samples.Clear();
        }

        _isQuiet = true;
        return samples.Length;
    }

    private int Samples(int units) => Math.Clamp((int)((long)units * SampleRate / _parameters.ClockRate), 1, _most - _count);

    /// <summary>So many samples behind those that are left.</summary>
    private Span<short> Room(int samples)
    {
        if (_left.Length - _count < samples)
        {
            Array.Resize(ref _left, Math.Min(_most, Math.Max(2 * _left.Length, _count + samples)));
        }

        return _left.AsSpan(_count, samples);
    }

    private IAudioDecoder Decoder(int format) => _decoders[format] ??= _parameters.Formats[format].Codec.CreateDecoder();

    private static bool IsQuiet(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            if (sample is > QuietLevel or < -QuietLevel)
            {
                return false;
            }
        }

        return true;
    }
}
