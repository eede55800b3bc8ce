using System.Buffers.Binary;

namespace ContactCenter.Recordings;

/// <summary>
/// How long somebody is heard, by the loudness of stretches of 20 ms: those above a level that speech on a telephone exceeds and the noise of a quiet line does not. The same sound
/// comes to the same, live or from a file. One thread writes, any may read.
/// </summary>
internal sealed class VoiceMeter(int rate)
{
    /// <summary>The mean square of -44 dBFS: speech is at -30 to -15, a quiet line below -55.</summary>
    private const long Level = 207 * 207;

    private readonly int _stretch = rate / 50;
    private long _energy;
    private int _samples;
    private long _stretches;
    private long _heard;
    private long _last;

    /// <summary>How long somebody was heard.</summary>
    public TimeSpan Heard => Time(Volatile.Read(ref _heard));

    /// <summary>How long nobody has been heard since; from the beginning where nobody was yet.</summary>
    public TimeSpan Quiet => Time(Volatile.Read(ref _stretches) - Volatile.Read(ref _last));

    public void Take(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            Take(sample);
        }
    }

    /// <summary>The left side of samples as a file has them.</summary>
    public void TakeStereo(ReadOnlySpan<byte> frames)
    {
        for (var at = 0; at + RecordingFormat.FrameSize <= frames.Length; at += RecordingFormat.FrameSize)
        {
            Take(BinaryPrimitives.ReadInt16LittleEndian(frames[at..]));
        }
    }

    private void Take(short sample)
    {
        _energy += sample * sample;
        if (++_samples < _stretch)
        {
            return;
        }

        var isHeard = _energy > Level * _stretch;
        (_energy, _samples) = (0, 0);
        Volatile.Write(ref _stretches, _stretches + 1);
        if (isHeard)
        {
            Volatile.Write(ref _heard, _heard + 1);
            Volatile.Write(ref _last, _stretches);
        }
    }

    private static TimeSpan Time(long stretches) => TimeSpan.FromMilliseconds(20 * stretches);
}
