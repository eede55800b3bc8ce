using ContactCenter.Sip.Audio;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class AudioMixerTests
{
    private const int Frame = 160;

    [Property(MaxTest = 60)]
    public void Everybody_hears_what_the_matrix_says(int seed)
    {
        var random = new Random(seed);
        var parties = random.Next(1, 12);
        var mixer = new AudioMixer(parties, Frame + random.Next(9));
        var said = Enumerable.Range(0, parties).Select(_ => Enumerable.Range(0, mixer.Frame).Select(_ => (short)random.Next(-32_768, 32_768)).ToArray()).ToArray();
        var gains = new float[parties, parties];
        for (var l = 0; l < parties; l++)
        {
            mixer.Add().ShouldBe(l);
        }

        for (var l = 0; l < parties; l++)
        {
            for (var s = 0; s < parties; s++)
            {
                gains[l, s] = l == s ? 0 : 1;
                if (random.Next(3) == 0)
                {
                    mixer.SetHears(l, s, gains[l, s] = random.Next(4) / 2f);
                }
            }
        }

        for (var s = 0; s < parties; s++)
        {
            mixer.Put(s, said[s]);
        }

        mixer.Mix();
        var heard = new short[mixer.Frame];
        for (var l = 0; l < parties; l++)
        {
            mixer.Take(l, heard);
            for (var i = 0; i < heard.Length; i++)
            {
                var sum = Enumerable.Range(0, parties).Sum(s => (int)(said[s][i] * gains[l, s]));
                ((int)heard[i]).ShouldBe(Math.Clamp(sum, short.MinValue, short.MaxValue));
            }
        }
    }

    [Fact]
    public void A_supervisor_listens_then_whispers_then_barges_in()
    {
        var mixer = new AudioMixer(3, Frame);
        var (customer, agent, supervisor) = (mixer.Add(), mixer.Add(), mixer.Add());
        var tones = new[] { 500.0, 1_000, 2_000 };

        // Listens: hears both, is heard by none.
        mixer.SetHears(customer, supervisor, 0);
        mixer.SetHears(agent, supervisor, 0);
        Heard(mixer, tones).ShouldBe(["agent", "customer", "customer agent"]);

        // Whispers: the agent hears it, the customer hears nothing of it.
        mixer.SetHears(agent, supervisor, 1);
        Heard(mixer, tones).ShouldBe(["agent", "customer supervisor", "customer agent"]);

        // Barges in.
        mixer.SetHears(customer, supervisor, 1);
        Heard(mixer, tones).ShouldBe(["agent supervisor", "customer supervisor", "customer agent"]);

        // And the customer is put aside: hears nobody, is heard by nobody.
        mixer.SetGain(customer, 0);
        mixer.SetHears(customer, agent, 0);
        mixer.SetHears(customer, supervisor, 0);
        Heard(mixer, tones).ShouldBe(["", "supervisor", "agent"]);
    }

    [Fact]
    public void A_sum_beyond_16_bits_is_clamped()
    {
        var mixer = new AudioMixer(8, Frame);
        var parties = Enumerable.Range(0, 8).Select(_ => mixer.Add()).ToArray();
        foreach (var party in parties)
        {
            mixer.SetGain(party, AudioMixer.MaxGain);
            mixer.Put(party, Enumerable.Range(0, Frame).Select(static i => i % 2 == 0 ? short.MaxValue : short.MinValue).ToArray());
        }

        mixer.Mix();
        var heard = new short[Frame];
        mixer.Take(0, heard);
        Enumerable.Range(0, Frame).ShouldAllBe(i => heard[i] == (i % 2 == 0 ? short.MaxValue : short.MinValue));
    }

    [Fact]
    public void A_single_voice_passes_unchanged_and_a_silent_party_adds_nothing()
    {
        var mixer = new AudioMixer(3, Frame);
        var (one, other, _) = (mixer.Add(), mixer.Add(), mixer.Add());
        var voice = Signals.Voice(1, peakDbfs: 0).AsSpan(2_000, Frame).ToArray();
        mixer.Put(one, voice);
        mixer.Mix();
        var heard = new short[Frame];
        mixer.Take(other, heard);
        heard.ShouldBe(voice);

        mixer.Mix();
        mixer.Take(other, heard);
        heard.ShouldAllBe(static s => s == 0, "what was said once is not heard twice");
    }

    [Fact]
    public void A_gain_of_6_dB_is_6_dB()
    {
        var mixer = new AudioMixer(2, 2_400);
        var (one, other) = (mixer.Add(), mixer.Add());
        mixer.SetGain(one, 1.9953f);
        mixer.Put(one, Signals.Tone(1_000, -20, 0.3));
        mixer.Mix();
        var heard = new short[2_400];
        mixer.Take(other, heard);
        ToneAnalysis.LevelAt(heard, 1_000, 8_000).ShouldBe(-14, 0.02);
    }

    [Fact]
    public void Who_leaves_is_heard_no_more_and_leaves_no_rule_behind()
    {
        var mixer = new AudioMixer(3, Frame);
        var (one, other, third) = (mixer.Add(), mixer.Add(), mixer.Add());
        mixer.SetHears(one, other, 0);
        var loud = Enumerable.Repeat((short)1_000, Frame).ToArray();
        mixer.Put(other, loud);
        mixer.Mix();
        mixer.Remove(other);
        var heard = new short[Frame];
        foreach (var party in (int[])[one, third])
        {
            mixer.Take(party, heard);
            heard.ShouldAllBe(static s => s == 0);
        }

        mixer.Add().ShouldBe(other, "the number is free again");
        mixer.Put(other, loud);
        mixer.Mix();
        mixer.Take(one, heard);
        heard.ShouldBe(loud);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var mixer = new AudioMixer(1, Frame);
        mixer.Add();
        Should.Throw<InvalidOperationException>(() => mixer.Add()).Message.ShouldContain("All 1 places");
        Should.Throw<ArgumentOutOfRangeException>(() => mixer.SetGain(0, 4.1f)).Message.ShouldContain("gain is 4.1");
        Should.Throw<ArgumentOutOfRangeException>(() => mixer.SetGain(0, float.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => mixer.Put(1, new short[Frame])).Message.ShouldContain("no party 1");
        Should.Throw<ArgumentException>(() => mixer.Put(0, new short[Frame + 1])).Message.ShouldContain("give one frame");
        Should.Throw<ArgumentException>(() => mixer.Take(0, new short[Frame - 1])).Message.ShouldContain("longer span");
        Should.Throw<ArgumentOutOfRangeException>(static () => new AudioMixer(1_025, Frame));
    }

    [Fact]
    public void Mixing_allocates_nothing()
    {
        var mixer = new AudioMixer(10, Frame);
        var frame = new short[Frame];
        for (var i = 0; i < 10; i++)
        {
            mixer.SetHears(mixer.Add(), 0, 0.5f);
        }

        Allocated.By(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                mixer.Put(i, frame);
            }

            mixer.Mix();
            for (var i = 0; i < 10; i++)
            {
                mixer.Take(i, frame);
            }
        }).ShouldBe(0);
    }

    private static string[] Heard(AudioMixer mixer, double[] tones)
    {
        for (var party = 0; party < tones.Length; party++)
        {
            mixer.Put(party, Signals.Tone(tones[party], -20, 0.02));
        }

        mixer.Mix();
        var heard = new short[Frame];
        return [.. Enumerable.Range(0, tones.Length).Select(listener =>
        {
            mixer.Take(listener, heard);
            return string.Join(' ', Enumerable.Range(0, tones.Length).Where(s => ToneAnalysis.LevelAt(heard, tones[s], 8_000) > -60).Select(static s => new[] { "customer", "agent", "supervisor" }[s]));
        })];
    }
}
