using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Reads a WAV file as it comes, from a stream that need not be able to seek: PCM of 8 and 16 bits, PCMU, PCMA, plain or extensible, one or two channels.
/// Chunks it does not know are skipped. A file that ends before it should, as after a crash, is read as far as it goes.
/// </summary>
/// <remarks>
/// Not safe for two threads at a time. The stream is read with blocking calls and is not closed. <see cref="Read"/> and <see cref="ReadMono"/> allocate
/// nothing. Whatever the file says of its sizes, no more than 8 kB are held of it, and at most 100 chunks and 16 MB are skipped before the samples.
/// </remarks>
public sealed class WavReader
{
    private const int MaxChunks = 100;
    private const int MaxSkippedBytes = 16 << 20;

    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly byte[] _buffer = new byte[8_192];
    private long _left;
    private int _skipped;

    /// <summary>Reads the head of a file, up to the first sample.</summary>
    /// <param name="stream">The file, at its begin.</param>
    /// <exception cref="InvalidDataException">It is no WAV file, damaged, or of a kind this package does not read; the message says which and what to do.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public WavReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        var head = _buffer.AsSpan(0, 12);
        Require(head, "head");
        if (!head[..4].SequenceEqual("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("The file does not begin as a WAV file does (RIFF, WAVE); give a WAV file.");
        }

        WavFormat? format = null;
        var (whole, at) = (BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), 4L);
        for (var chunk = 0; chunk < MaxChunks; chunk++)
        {
            var name = _buffer.AsSpan(0, 8);
            Require(name, "chunk of samples");
            var size = BinaryPrimitives.ReadUInt32LittleEndian(name[4..]);
            if (name[..4].SequenceEqual("data"u8))
            {
                _format = format ?? throw new InvalidDataException("The WAV file's samples come before their format; the file is damaged.");

                // The largest size, or none in a file that says it ends here, means that whoever wrote it did not know.
                _left = size == uint.MaxValue || (size == 0 && (whole <= at + 8 || whole == uint.MaxValue)) ? long.MaxValue : size;
                return;
            }

            at += 8L + size + (size % 2);
            var isFormat = name[..4].SequenceEqual("fmt "u8);
            format = isFormat ? ReadFormat(size) : format;
            Skip((isFormat ? Math.Max(0L, size - 40L) : size) + (size % 2));
        }

        throw new InvalidDataException($"The WAV file has more than {MaxChunks} chunks before its samples; it is damaged, convert it anew.");
    }

    /// <value>How a sample is written in the file.</value>
    public WavEncoding Encoding => _format.Encoding;

    /// <value>1 or 2.</value>
    public int Channels => _format.Channels;

    /// <value>Samples a second of each channel, 1,000 to 192,000.</value>
    public int SampleRate => _format.SampleRate;

    /// <value>The samples of each channel the file says it still holds, or -1 when it does not say. It may hold fewer.</value>
    public long Remaining => _left == long.MaxValue ? -1 : _left / (_format.SampleBytes * _format.Channels);

    /// <summary>Reads the next samples.</summary>
    /// <param name="samples">Where they go; with two channels left and right take turns, and its length is even.</param>
    /// <returns>The samples read, of both channels together; fewer than asked for, down to 0, at the end of the file only.</returns>
    /// <exception cref="ArgumentException">There are two channels and the length is odd.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public int Read(Span<short> samples)
    {
        if (samples.Length % Channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are no pairs of left and right; give an even number.", nameof(samples));
        }

        var read = 0;
        while (read < samples.Length)
        {
            var unit = _format.SampleBytes * Channels;
            var wanted = (int)Math.Min(Math.Min(_left, _buffer.Length / unit * unit), (long)(samples.Length - read) * _format.SampleBytes);
            var octets = _buffer.AsSpan(0, _stream.ReadAtLeast(_buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false));
            _left = octets.Length < wanted ? 0 : _left == long.MaxValue ? _left : _left - octets.Length;

            // A piece of a sample at the end of a damaged file is none.
            octets = octets[..(octets.Length / unit * unit)];
            Decode(octets, samples[read..]);
            read += octets.Length / _format.SampleBytes;
            if (octets.IsEmpty)
            {
                break;
            }
        }

        return read;
    }

    /// <summary>Reads the next samples; two channels are made one, each with half of its level.</summary>
    /// <param name="samples">Where they go.</param>
    /// <returns>The samples read; fewer than asked for, down to 0, at the end of the file only.</returns>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public int ReadMono(Span<short> samples)
    {
        if (Channels == 1)
        {
            return Read(samples);
        }

        Span<short> pairs = stackalloc short[512];
        var read = 0;
        while (read < samples.Length)
        {
            var count = Read(pairs[..Math.Min(pairs.Length, 2 * (samples.Length - read))]) / 2;
            for (var i = 0; i < count; i++)
            {
                samples[read++] = (short)((pairs[2 * i] + pairs[(2 * i) + 1]) / 2);
            }

            if (count == 0)
            {
                break;
            }
        }

        return read;
    }

    private WavFormat ReadFormat(uint size)
    {
        var chunk = _buffer.AsSpan(0, (int)Math.Min(size, 40));
        Require(chunk, "format");
        return WavFormat.Read(chunk);
    }

    private void Decode(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        switch (Encoding)
        {
            case WavEncoding.Pcmu:
                G711.DecodeMu(octets, samples);
                break;
            case WavEncoding.Pcma:
                G711.DecodeA(octets, samples);
                break;
            case WavEncoding.Pcm8:
                for (var i = 0; i < octets.Length; i++)
                {
                    samples[i] = (short)((octets[i] - 128) << 8);
                }

                break;
            default:
                octets.CopyTo(MemoryMarshal.AsBytes(samples));
                if (!BitConverter.IsLittleEndian)
                {
                    BinaryPrimitives.ReverseEndianness(samples[..(octets.Length / 2)], samples);
                }

                break;
        }
    }

    private void Require(Span<byte> octets, string what)
    {
        if (_stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false) < octets.Length)
        {
            throw new InvalidDataException($"The WAV file ends within its {what}; it is damaged or none.");
        }
    }

    private void Skip(long count)
    {
        if (count > MaxSkippedBytes - _skipped)
        {
            throw new InvalidDataException($"The WAV file has more than {MaxSkippedBytes >> 20} MB before its samples; it is damaged, convert it anew.");
        }

        _skipped += (int)count;
        while (count > 0)
        {
            var read = _stream.Read(_buffer.AsSpan(0, (int)Math.Min(count, _buffer.Length)));
            if (read == 0)
            {
                throw new InvalidDataException("The WAV file ends before its samples; it is damaged.");
            }

            count -= read;
        }
    }
}
