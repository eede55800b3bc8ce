using ContactCenter.Channels.Voice.Sound;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Clips from WAV files and back.</summary>
internal static class WavFiles
{
    private const int MaxSeconds = 600;

    /// <summary>Reads a file of 8 to 48 kHz to its end, 10 minutes at most; two channels become one.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, damaged, too long, or of another rate.</exception>
    /// <exception cref="IOException">It could not be read.</exception>
    public static Clip Read(Stream stream)
    {
        var reader = new WavReader(stream);
        if (reader.SampleRate is < 8_000 or > 48_000)
        {
            throw new InvalidDataException($"The WAV file has {reader.SampleRate} samples a second; convert it to 8000 up to 48000.");
        }

        var most = MaxSeconds * reader.SampleRate;
        var samples = new short[reader.Remaining is >= 0 and var known && known <= most ? (int)known : reader.SampleRate];
        var count = 0;
        while (true)
        {
            if (count == samples.Length)
            {
                Array.Resize(ref samples, Math.Min(most + 1, (2 * count) + reader.SampleRate));
            }

            var read = reader.ReadMono(samples.AsSpan(count));
            count += read;
            if (count > most)
            {
                throw new InvalidDataException($"The WAV file is longer than {MaxSeconds / 60} minutes; make it shorter.");
            }

            if (read == 0)
            {
                return new Clip(samples.AsMemory(0, count), reader.SampleRate);
            }
        }
    }

    public static Clip Read(string file)
    {
        using var stream = File.OpenRead(file);
        return Read(stream);
    }

    public static void Write(Stream stream, Clip clip)
    {
        using var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, clip.SampleRate);
        writer.Write(clip.Samples.Span);
    }
}
