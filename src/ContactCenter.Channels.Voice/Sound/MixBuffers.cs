namespace ContactCenter.Channels.Voice.Sound;

/// <summary>What a frame is mixed in: for each thread that mixes, whatever the number of seats. Nothing in it outlives the frame.</summary>
internal sealed class MixBuffers
{
    private const int Most = 16_000 * 60 / 1_000; // samples: the longest frame at the highest rate

    [ThreadStatic]
    private static MixBuffers? _ofThread;

    private MixBuffers()
    {
    }

    /// <summary>This thread's.</summary>
    public static MixBuffers OfThread => _ofThread ??= new MixBuffers();

    public float[] Mix { get; } = new float[Most];

    public float[] Own { get; } = new float[Most];

    public short[] Frame { get; } = new short[Most];

    public short[] Center { get; } = new short[Most];

    public short[] Caller { get; } = new short[Most];

    /// <summary>What came from a leg, at the rate of the mix.</summary>
    public short[] Heard { get; } = new short[Most + 1];
}
