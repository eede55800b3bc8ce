using ContactCenter.Sip.Audio;
using Xunit.Abstractions;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class ComfortNoiseTests(ITestOutputHelper output)
{
    [Theory, InlineData(-30), InlineData(-45), InlineData(-60)]
    public void White_noise_has_the_level_it_was_told(int dbov)
    {
        var noise = new ComfortNoise(new Random(1));
        noise.SetLevel(dbov);
        var heard = new short[32_000];
        noise.Read(heard);
        output.WriteLine($"measured: comfort noise of {dbov} dBov has {AudioLevel.Dbov(heard):F2}");
        AudioLevel.Dbov(heard).ShouldBe(dbov, 0.5);
        noise.LevelDbov.ShouldBe(dbov);
    }

    [Fact]
    public void Noise_told_in_a_few_octets_comes_back_with_level_and_color()
    {
        // The hum of a fan: white noise through a pole at 0.9.
        var (random, last) = (new Random(3), 0.0);
        var background = Signals.Make(2, 8_000, _ => last = (last * 0.9) + (60 * Signals.Normal(random)));
        Span<byte> payload = stackalloc byte[11];
        ComfortNoise.Describe(background, payload).ShouldBe(11);
        ((double)payload[1]).ShouldBe(127 - 114, 2, "the first coefficient of a low sound is negative: -0.9 × 32768 / 258");

        var noise = new ComfortNoise(new Random(2));
        noise.TryTake(payload).ShouldBeTrue();
        var heard = new short[32_000];
        noise.Read(heard);
        AudioLevel.Dbov(heard).ShouldBe(AudioLevel.Dbov(background), 1);
        foreach (var (from, to) in new[] { (100, 400), (1_000, 1_400), (3_000, 3_400) })
        {
            Band(heard, from, to).ShouldBe(Band(background, from, to), 1.5, $"{from} to {to} Hz");
        }
    }

    [Fact]
    public void Any_payload_makes_noise_of_at_most_its_level_and_an_empty_one_changes_nothing()
    {
        var (random, noise, heard) = (new Random(9), new ComfortNoise(new Random(1)), new short[1_600]);
        for (var i = 0; i < 500; i++)
        {
            var payload = new byte[random.Next(1, 40)];
            random.NextBytes(payload);
            noise.TryTake(payload).ShouldBeTrue();
            noise.Read(heard);
            AudioLevel.Dbov(heard).ShouldBeLessThan(Math.Min(0, noise.LevelDbov + 12));
        }

        noise.SetLevel(-40);
        noise.TryTake([]).ShouldBeFalse();
        noise.LevelDbov.ShouldBe(-40);
    }

    [Fact]
    public void Before_a_packet_and_at_the_lowest_level_there_is_silence()
    {
        var noise = new ComfortNoise(new Random(1));
        var heard = Enumerable.Repeat((short)1, 160).ToArray();
        noise.Read(heard);
        heard.ShouldAllBe(static s => s == 0);
        noise.TryTake([127]);
        noise.Read(heard);
        heard.ShouldAllBe(static s => s == 0);
        Span<byte> payload = stackalloc byte[5];
        ComfortNoise.Describe(heard, payload).ShouldBe(5);
        payload.ToArray().ShouldBe([127, 127, 127, 127, 127]);
        Should.Throw<ArgumentOutOfRangeException>(() => noise.SetLevel(1)).Message.ShouldContain("dbov is 1");
    }

    [Fact]
    public void Noise_allocates_nothing()
    {
        var (noise, heard, payload) = (new ComfortNoise(new Random(1)), new short[160], new byte[11]);
        noise.SetLevel(-40);
        Allocated.By(() =>
        {
            noise.Read(heard);
            ComfortNoise.Describe(heard, payload);
            noise.TryTake(payload);
        }).ShouldBe(0);
    }

    private static double Band(short[] samples, int from, int to) =>
        Enumerable.Range(0, 15).Average(block => Enumerable.Range(0, ((to - from) / 20) + 1).Average(i => ToneAnalysis.LevelAt(samples.AsSpan(block * 1_000, 1_000), from + (i * 20), 8_000)));
}
