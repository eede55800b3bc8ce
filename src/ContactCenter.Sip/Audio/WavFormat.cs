using System.Buffers.Binary;

namespace ContactCenter.Sip.Audio;

/// <summary>What the chunk <c>fmt</c> says.</summary>
/// <param name="Encoding">How a sample is written.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="SampleRate">Samples a second of each channel.</param>
internal readonly record struct WavFormat(WavEncoding Encoding, int Channels, int SampleRate)
{
    public const int MaxRate = 192_000;

    private const int Extensible = 0xFFFE;

    // What follows the tag in the GUID of an extensible format.
    private static ReadOnlySpan<byte> Tail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    public int SampleBytes => Encoding == WavEncoding.Pcm16 ? 2 : 1;

    public int Tag => Encoding switch
    {
        WavEncoding.Pcmu => 7,
        WavEncoding.Pcma => 6,
        _ => 1,
    };

    /// <summary>Reads the content of the chunk, of which all that is here matters.</summary>
    /// <exception cref="InvalidDataException">It is too short, contradicts itself, or names something this package does not read.</exception>
    public static WavFormat Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
        {
            throw new InvalidDataException($"The WAV file's format chunk has {chunk.Length} octets, 16 are needed; the file is damaged.");
        }

        var tag = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible)
        {
            tag = chunk.Length >= 40 && chunk[26..40].SequenceEqual(Tail)
                ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..])
                : throw new InvalidDataException("The WAV file's extensible format names no known encoding; convert it to 16-bit PCM.");
        }

        var encoding = (tag, bits) switch
        {
            (1, 16) => WavEncoding.Pcm16,
            (1, 8) => WavEncoding.Pcm8,
            (6, 8) => WavEncoding.Pcma,
            (7, 8) => WavEncoding.Pcmu,
            _ => throw new InvalidDataException($"The WAV file has format tag {tag} with {bits} bits a sample; convert it to PCM with 16 bits, PCMU or PCMA."),
        };
        return channels is not (1 or 2)
            ? throw new InvalidDataException($"The WAV file has {channels} channels; convert it to one or two.")
            : rate is < 1_000 or > MaxRate
            ? throw new InvalidDataException($"The WAV file has {rate} samples a second; convert it to 8000 up to 48000.")
            : new WavFormat(encoding, channels, (int)rate);
    }
}
