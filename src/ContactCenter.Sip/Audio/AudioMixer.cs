using System.Numerics;

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Mixes the frames of a conference: everybody hears all others and not themselves, and any pair may be set otherwise. Sums beyond 16 bits are
/// clamped, so that a single voice passes unchanged and a sum never wraps around.
/// </summary>
/// <remarks>
/// <para>
/// A frame: <see cref="Put"/> of everyone who said something, <see cref="Mix"/>, <see cref="Take"/> of everyone who listens. The cost is that of the
/// parties, not of their pairs: a listener gets the sum of all without what differs, and only pairs that were set are reckoned one by one.
/// </para>
/// <para>Owned by one conference: not safe for two threads at a time. <see cref="Put"/>, <see cref="Mix"/> and <see cref="Take"/> allocate nothing.</para>
/// </remarks>
public sealed class AudioMixer
{
    /// <summary>The most parties of one mixer: 1,024.</summary>
    public const int MaxParties = 1_024;

    /// <summary>The highest gain: 4, which is 12 dB.</summary>
    public const float MaxGain = 4;

    private readonly Party?[] _parties;
    private readonly int[] _total;

    /// <summary>An empty conference.</summary>
    /// <param name="maxParties">1 to 1,024.</param>
    /// <param name="frame">Samples in a frame of every party, 1 to 2,880 (60 ms at 48 kHz).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value outside these limits.</exception>
    public AudioMixer(int maxParties, int frame)
    {
        if (maxParties is < 1 or > MaxParties)
        {
            throw new ArgumentOutOfRangeException(nameof(maxParties), maxParties, $"maxParties is {maxParties}; set it to 1 up to {MaxParties}.");
        }

        if (frame is < 1 or > 2_880)
        {
            throw new ArgumentOutOfRangeException(nameof(frame), frame, $"frame is {frame}; set it to 1 up to 2880 samples.");
        }

        _parties = new Party?[maxParties];
        _total = new int[frame];
    }

    /// <value>Samples in a frame.</value>
    public int Frame => _total.Length;

    /// <summary>Somebody comes in: hears all others, is heard by all others, with a gain of 1.</summary>
    /// <returns>The party's number, the lowest that is free.</returns>
    /// <exception cref="InvalidOperationException">The conference is full.</exception>
    public int Add()
    {
        var number = Array.IndexOf(_parties, null);
        if (number < 0)
        {
            throw new InvalidOperationException($"All {_parties.Length} places of the conference are taken; make it larger or remove a party.");
        }

        _parties[number] = new Party(Frame, new Pair(number, 0));
        return number;
    }

    /// <summary>Somebody leaves; what was set for this party is forgotten.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such party.</exception>
    public void Remove(int party)
    {
        var leaver = Of(party);
        if (leaver.IsHeard)
        {
            // Nobody is to hear in the frame being taken whom they were not to hear.
            AddTimes(_total, leaver.Said, 0);
        }

        _parties[party] = null;
        foreach (var other in _parties)
        {
            other?.Pairs.RemoveAll(p => p.Speaker == party);
        }
    }

    /// <summary>How loud a party is for everybody.</summary>
    /// <param name="party">The one who speaks.</param>
    /// <param name="gain">0 is mute, 1 as it comes (the default), 4 at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such party, or the gain is outside its limits.</exception>
    public void SetGain(int party, float gain) => Of(party).Gain = Require(gain);

    /// <summary>How loud <paramref name="listener"/> hears <paramref name="speaker"/>, on top of the speaker's own gain.</summary>
    /// <param name="listener">The one who hears.</param>
    /// <param name="speaker">The one who speaks; the listener themselves for a side tone.</param>
    /// <param name="gain">0 is not at all (the default for oneself), 1 as it is (the default for others), 4 at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such party, or the gain is outside its limits.</exception>
    public void SetHears(int listener, int speaker, float gain)
    {
        var pairs = Of(listener).Pairs;
        _ = Of(speaker);
        Require(gain);
        pairs.RemoveAll(p => p.Speaker == speaker);
        if (gain != 1)
        {
            pairs.Add(new Pair(speaker, gain));
        }
    }

    /// <summary>What a party says in this frame. Who says nothing is silent.</summary>
    /// <param name="party">The one who speaks.</param>
    /// <param name="samples">A frame at most; a shorter one is filled up with silence.</param>
    /// <exception cref="ArgumentException">There is no such party, or it says more than a frame.</exception>
    public void Put(int party, ReadOnlySpan<short> samples)
    {
        var speaker = Of(party);
        if (samples.Length > Frame)
        {
            throw new ArgumentException($"{samples.Length} samples are more than the frame of {Frame}; give one frame.", nameof(samples));
        }

        var said = speaker.Said.AsSpan();
        Widen(samples, said, speaker.Gain);
        said[samples.Length..].Clear();
        speaker.IsSpeaking = true;
    }

    /// <summary>Adds up what was said since the last time. Until the next <see cref="Put"/> it can be taken.</summary>
    public void Mix()
    {
        _total.AsSpan().Clear();
        foreach (var party in _parties)
        {
            if (party is null)
            {
                continue;
            }

            party.IsHeard = party.IsSpeaking;
            party.IsSpeaking = false;
            if (party.IsHeard)
            {
                AddTo(_total, party.Said);
            }
        }
    }

    /// <summary>What a party hears in this frame.</summary>
    /// <param name="party">The one who listens.</param>
    /// <param name="heard">Where it goes; at least <see cref="Frame"/> long.</param>
    /// <exception cref="ArgumentException">There is no such party, or <paramref name="heard"/> is too short.</exception>
    public void Take(int party, Span<short> heard)
    {
        var listener = Of(party);
        if (heard.Length < Frame)
        {
            throw new ArgumentException($"heard holds {heard.Length} and a frame has {Frame}; give a longer span.", nameof(heard));
        }

        var sum = listener.Sum.AsSpan();
        _total.CopyTo(sum);
        foreach (var pair in listener.Pairs)
        {
            if (_parties[pair.Speaker] is { IsHeard: true } speaker)
            {
                AddTimes(sum, speaker.Said, pair.Gain);
            }
        }

        Narrow(sum, heard);
    }

    private Party Of(int party) => (uint)party < (uint)_parties.Length && _parties[party] is { } found
        ? found
        : throw new ArgumentOutOfRangeException(nameof(party), party, $"There is no party {party} in this conference; use a number Add returned.");

    private static float Require(float gain) => gain is >= 0 and <= MaxGain
        ? gain
        : throw new ArgumentOutOfRangeException(nameof(gain), gain, $"gain is {gain}; set it to 0 up to {MaxGain}.");

    private static void Widen(ReadOnlySpan<short> from, Span<int> to, float gain)
    {
        var done = 0;
        for (; done <= from.Length - Vector<short>.Count; done += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(from[done..]), out var low, out var high);
            if (gain != 1)
            {
                (low, high) = (Times(low, gain), Times(high, gain));
            }

            low.CopyTo(to[done..]);
            high.CopyTo(to[(done + Vector<int>.Count)..]);
        }

        for (; done < from.Length; done++)
        {
            to[done] = gain == 1 ? from[done] : (int)(from[done] * gain);
        }
    }

    private static void AddTo(Span<int> sum, ReadOnlySpan<int> said)
    {
        var done = 0;
        for (; done <= sum.Length - Vector<int>.Count; done += Vector<int>.Count)
        {
            (new Vector<int>(sum[done..]) + new Vector<int>(said[done..])).CopyTo(sum[done..]);
        }

        for (; done < sum.Length; done++)
        {
            sum[done] += said[done];
        }
    }

    // The total holds the speaker once: whole numbers are taken away exactly, so that nothing is left of whom one must not hear.
    private static void AddTimes(Span<int> sum, ReadOnlySpan<int> said, float gain)
    {
        var done = 0;
        for (; done <= sum.Length - Vector<int>.Count; done += Vector<int>.Count)
        {
            var value = new Vector<int>(said[done..]);
            var without = new Vector<int>(sum[done..]) - value;
            (gain == 0 ? without : without + Times(value, gain)).CopyTo(sum[done..]);
        }

        for (; done < sum.Length; done++)
        {
            sum[done] += (int)(said[done] * gain) - said[done];
        }
    }

    private static Vector<int> Times(Vector<int> value, float gain) => Vector.ConvertToInt32Native(Vector.ConvertToSingle(value) * gain);

    private static void Narrow(ReadOnlySpan<int> sum, Span<short> heard)
    {
        var done = 0;
        for (; done <= sum.Length - Vector<short>.Count; done += Vector<short>.Count)
        {
            Vector.NarrowWithSaturation(new Vector<int>(sum[done..]), new Vector<int>(sum[(done + Vector<int>.Count)..])).CopyTo(heard[done..]);
        }

        for (; done < sum.Length; done++)
        {
            heard[done] = (short)Math.Clamp(sum[done], short.MinValue, short.MaxValue);
        }
    }

    private readonly record struct Pair(int Speaker, float Gain);

    private sealed class Party(int frame, Pair self)
    {
        public int[] Said { get; } = new int[frame];

        public int[] Sum { get; } = new int[frame];

        public List<Pair> Pairs { get; } = [self];

        public float Gain { get; set; } = 1;

        public bool IsSpeaking { get; set; }

        public bool IsHeard { get; set; }
    }
}
