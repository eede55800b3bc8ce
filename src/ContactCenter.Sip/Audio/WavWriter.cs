using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Writes a WAV file that can be played up to its last second at any moment, also after a crash: each second the samples go to the stream and
/// then the sizes in the head are written anew.
/// </summary>
/// <remarks>
/// <para>
/// A head that says "unknown" (a size of 0 or of 2^32 - 1) would need no seeking, but players differ in what they make of it: some refuse the file, some show
/// a day's length. A head that is right as of the last second is a plain WAV file to all of them; a player that looks at the file's length finds the rest.
/// </para>
/// <para>
/// Not safe for two threads at a time. The stream is written with blocking calls and is not closed; give a file's stream, which holds 8 kB or so back. What
/// survives a crash of the machine, not of the process, is the file system's to say. <see cref="Write"/> allocates nothing.
/// </para>
/// </remarks>
public sealed class WavWriter : IDisposable
{
    private const int HeadBytes = 58;
    private const long MaxDataBytes = uint.MaxValue - HeadBytes - 1;

    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly long _start;
    private readonly byte[] _buffer = new byte[4_096];
    private long _written;
    private long _told;
    private bool _isDone;

    /// <summary>Writes the head of a file without samples.</summary>
    /// <param name="stream">Where to; it can seek and is at the file's begin.</param>
    /// <param name="encoding">Any but <see cref="WavEncoding.Pcm8"/>.</param>
    /// <param name="channels">1 or 2.</param>
    /// <param name="sampleRate">8,000 to 48,000.</param>
    /// <exception cref="ArgumentException">The stream cannot seek or write, or a value is outside its limits.</exception>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public WavWriter(Stream stream, WavEncoding encoding, int channels, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot seek or cannot be written; give a file's stream, the head is written anew each second.", nameof(stream));
        }

        if (encoding is not (WavEncoding.Pcm16 or WavEncoding.Pcmu or WavEncoding.Pcma))
        {
            throw new ArgumentOutOfRangeException(nameof(encoding), encoding, $"{encoding} is not written; use Pcm16, Pcmu or Pcma.");
        }

        if (channels is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"channels is {channels}; set it to 1 or 2.");
        }

        (_stream, _start) = (stream, stream.Position);
        _format = new WavFormat(encoding, channels, SampleRates.Require(sampleRate, nameof(sampleRate)));
        WriteHead();
    }

    /// <value>Samples of each channel written so far.</value>
    public long Length => _written / (_format.SampleBytes * _format.Channels);

    /// <summary>Writes the next samples.</summary>
    /// <param name="samples">With two channels left and right take turns, and the length is even.</param>
    /// <exception cref="ArgumentException">There are two channels and the length is odd.</exception>
    /// <exception cref="InvalidOperationException">The file would become larger than 4 GB, which WAV cannot say (74 hours of mono PCM at 8 kHz): begin another.</exception>
    /// <exception cref="ObjectDisposedException">The file has been finished.</exception>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Write(ReadOnlySpan<short> samples)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        if (samples.Length % _format.Channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are no pairs of left and right; give an even number.", nameof(samples));
        }

        if (_written + ((long)samples.Length * _format.SampleBytes) > MaxDataBytes)
        {
            throw new InvalidOperationException("The WAV file would become larger than 4 GB; finish it and begin another.");
        }

        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, _buffer.Length / _format.SampleBytes)];
            var octets = _buffer.AsSpan(0, part.Length * _format.SampleBytes);
            Encode(part, octets);
            _stream.Write(octets);
            _written += octets.Length;
            samples = samples[part.Length..];
        }

        if (_written - _told >= (long)_format.SampleRate * _format.SampleBytes * _format.Channels)
        {
            Tell();
        }
    }

    /// <summary>Brings everything written so far to the stream and the head up to date. It happens by itself each second.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Flush() => Tell();

    /// <summary>Finishes the file. The stream stays open.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        if (_written % 2 != 0)
        {
            _stream.WriteByte(0); // chunks have even lengths; the pad is not counted
        }

        Tell();
    }

    private void Encode(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        switch (_format.Encoding)
        {
            case WavEncoding.Pcmu:
                G711.EncodeMu(samples, octets);
                break;
            case WavEncoding.Pcma:
                G711.EncodeA(samples, octets);
                break;
            default:
                var into = MemoryMarshal.Cast<byte, short>(octets);
                samples.CopyTo(into);
                if (!BitConverter.IsLittleEndian)
                {
                    BinaryPrimitives.ReverseEndianness(into, into);
                }

                break;
        }
    }

    // First the samples, then the head that counts them: it never names what is not there.
    private void Tell()
    {
        _stream.Flush();
        var end = _stream.Position;
        _stream.Position = _start;
        WriteHead();
        _stream.Flush();
        _stream.Position = end;
        _told = _written;
    }

    private void WriteHead()
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        var unit = _format.SampleBytes * _format.Channels;
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(HeadBytes - 8 + _written + (_written % 2)));
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], 18);
        BinaryPrimitives.WriteUInt16LittleEndian(head[20..], (ushort)_format.Tag);
        BinaryPrimitives.WriteUInt16LittleEndian(head[22..], (ushort)_format.Channels);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], (uint)_format.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(head[28..], (uint)(_format.SampleRate * unit));
        BinaryPrimitives.WriteUInt16LittleEndian(head[32..], (ushort)unit);
        BinaryPrimitives.WriteUInt16LittleEndian(head[34..], (ushort)(8 * _format.SampleBytes));
        BinaryPrimitives.WriteUInt16LittleEndian(head[36..], 0);
        "fact"u8.CopyTo(head[38..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[42..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(head[46..], (uint)Length);
        "data"u8.CopyTo(head[50..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[54..], (uint)_written);
        _stream.Write(head);
    }
}
