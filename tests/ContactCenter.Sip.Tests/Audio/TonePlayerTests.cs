using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class TonePlayerTests
{
    public static TheoryData<char> Digits => [.. Dtmf.Digits];

    [Theory, MemberData(nameof(Digits))]
    public void A_digit_has_its_two_frequencies_with_level_and_twist_for_its_time(char digit)
    {
        var heard = Play(8_000, Dtmf.Pattern($"{digit}", TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(60), -9, 3));
        heard.Length.ShouldBe(180 * 8);
        var (low, high) = Dtmf.Frequencies(digit);
        var sound = heard.AsSpan(20, 920);
        ToneAnalysis.LevelAt(sound, low, 8_000).ShouldBe(-9, 0.2);
        ToneAnalysis.LevelAt(sound, high, 8_000).ShouldBe(-6, 0.2);
        heard.AsSpan(960).ToArray().ShouldAllBe(static s => s == 0);
    }

    [Fact]
    public void The_frequencies_are_those_of_Q23()
    {
        Dtmf.Frequencies('1').ShouldBe((697, 1_209));
        Dtmf.Frequencies('5').ShouldBe((770, 1_336));
        Dtmf.Frequencies('#').ShouldBe((941, 1_477));
        Dtmf.Frequencies('0').ShouldBe((941, 1_336));
        Dtmf.Frequencies('D').ShouldBe((941, 1_633));
        Should.Throw<ArgumentException>(static () => Dtmf.Frequencies('E')).Message.ShouldContain("'E' is no digit");
    }

    public static TheoryData<string, CallProgress, double[], int[]> Progress => new()
    {
        { "IT", CallProgress.Ringback, [425], [1_000, 4_000] },
        { "IT", CallProgress.Busy, [425], [500, 500] },
        { "it", CallProgress.Dial, [425], [200, 200, 600, 1_000] },
        { "US", CallProgress.Ringback, [440, 480], [2_000, 4_000] },
        { "US", CallProgress.Busy, [480, 620], [500, 500] },
        { "US", CallProgress.Congestion, [480, 620], [250, 250] },
        { "GB", CallProgress.Ringback, [400, 450], [400, 200, 400, 2_000] },
        { "GB", CallProgress.Busy, [400], [375, 375] },
        { "DE", CallProgress.Ringback, [425], [1_000, 4_000] },
        { "DE", CallProgress.Busy, [425], [480, 480] },
        { "PL", CallProgress.Ringback, [425], [1_000, 4_000] },
        { "PL", CallProgress.Congestion, [425], [250, 250] },
    };

    [Theory, MemberData(nameof(Progress))]
    public void A_countrys_tone_sounds_as_the_list_says(string country, CallProgress tone, double[] frequencies, int[] milliseconds)
    {
        var pattern = CallProgressTones.Of(country, tone);
        pattern.Repeats.ShouldBeTrue();
        var player = new TonePlayer(16_000, pattern);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < milliseconds.Length; i++)
            {
                var heard = new short[milliseconds[i] * 16];
                player.Read(heard).ShouldBe(heard.Length);
                if (i % 2 == 1)
                {
                    heard.ShouldAllBe(static s => s == 0);
                    continue;
                }

                foreach (var frequency in frequencies)
                {
                    ToneAnalysis.LevelAt(heard, frequency, 16_000).ShouldBe(-13, 0.3);
                }

                // Each tone has half of the power when there are two.
                ToneAnalysis.Level(heard).ShouldBe(-13 + (frequencies.Length == 2 ? 3.01 : 0), 0.3);
            }
        }
    }

    [Fact]
    public void The_special_information_tone_rises_in_three_steps()
    {
        var heard = new short[8_000];
        new TonePlayer(8_000, CallProgressTones.Of("US", CallProgress.SpecialInformation)).Read(heard);
        ToneAnalysis.Frequency(heard.AsSpan(100, 2_400), 8_000).ShouldBe(950, 0.5);
        ToneAnalysis.Frequency(heard.AsSpan(2_740, 2_400), 8_000).ShouldBe(1_400, 0.5);
        ToneAnalysis.Frequency(heard.AsSpan(5_380, 2_400), 8_000).ShouldBe(1_800, 0.5);
        ToneAnalysis.Gaps(heard, 8_000).ShouldBe([(7_920, 80)]);
    }

    [Fact]
    public void Every_country_has_every_tone()
    {
        foreach (var country in CallProgressTones.Countries)
        {
            Enum.GetValues<CallProgress>().ShouldAllBe(t => CallProgressTones.Of(country, t).Steps.Length > 0);
        }

        Should.Throw<ArgumentException>(static () => CallProgressTones.Of("XX", CallProgress.Busy)).Message.ShouldContain("use one of DE, GB, IT, PL, US");
    }

    [Fact]
    public void Frames_are_the_same_stream_without_a_seam_and_a_minute_keeps_its_level()
    {
        var pattern = new TonePattern(repeats: false, ToneStep.Sound(60_000, new Tone(1_004, -10)));
        var whole = Play(8_000, pattern);
        var (player, frame) = (new TonePlayer(8_000, pattern), new short[160]);
        for (var at = 0; at < whole.Length; at += frame.Length)
        {
            player.Read(frame);
            frame.AsSpan().SequenceEqual(whole.AsSpan(at, frame.Length)).ShouldBeTrue();
        }

        player.IsDone.ShouldBeTrue();
        player.Read(frame).ShouldBe(0);
        ToneAnalysis.LevelAt(whole.AsSpan(whole.Length - 8_160, 8_000), 1_004, 8_000).ShouldBe(-10, 0.01);
        whole.Zip(whole.Skip(1)).Max(static p => Math.Abs(p.First - p.Second)).ShouldBeLessThan((int)(AudioLevel.AmplitudeOfDbm0(-10) * 2 * Math.PI * 1_004 / 8_000 * 1.02), "no step is steeper than the sine itself");
    }

    [Fact]
    public void What_cannot_sound_is_refused()
    {
        Should.Throw<ArgumentException>(static () => new TonePlayer(8_000, new TonePattern(false, ToneStep.Sound(10, new Tone(4_000, -10))))).Message.ShouldContain("4000 Hz cannot be played");
        Should.Throw<ArgumentException>(static () => new TonePattern(false, ToneStep.Sound(0, new Tone(400, -10)))).Message.ShouldContain("give a duration");
        Should.Throw<ArgumentException>(static () => new TonePattern(false, ToneStep.Sound(10, new Tone(double.NaN, -10)))).Message.ShouldContain("NaN Hz");
        Should.Throw<ArgumentException>(static () => new TonePattern(false, ToneStep.Sound(10, new Tone(400, 4)))).Message.ShouldContain("4 dBm0");
        Should.Throw<ArgumentException>(static () => new TonePattern(false)).Message.ShouldContain("1 to 256 steps");
        Should.Throw<ArgumentException>(static () => Dtmf.Pattern("")).Message.ShouldContain("0 digits");
        Should.Throw<ArgumentException>(static () => Dtmf.Pattern("12x")).Message.ShouldContain("'x' is no digit");
        Should.Throw<ArgumentException>(static () => Dtmf.Pattern("1", TimeSpan.FromMilliseconds(39), TimeSpan.FromSeconds(1), -8, 2)).Message.ShouldContain("on is 39 ms");
    }

    [Fact]
    public void Playing_allocates_nothing()
    {
        var (player, frame) = (new TonePlayer(8_000, CallProgressTones.Of("IT", CallProgress.Congestion)), new short[8_000]);
        Allocated.By(() => player.Read(frame)).ShouldBe(0);
    }

    [Fact]
    public void A_piece_of_music_is_played_again_without_a_click()
    {
        // 440 Hz for 1.001 s: its end and its begin do not fit.
        var piece = Signals.Tone(440, -10, 1.001);
        var most = piece.Zip(piece.Skip(1)).Max(static p => Math.Abs(p.First - p.Second));
        var heard = new short[30_000];
        var player = new LoopPlayer(piece, 8_000);
        for (var at = 0; at < heard.Length; at += 100)
        {
            player.Read(heard.AsSpan(at, 100));
        }

        heard.AsSpan(0, 7_848).ToArray().ShouldBe(piece[..7_848]);
        heard.AsSpan(7_848 + 160, 7_000).ToArray().ShouldBe(piece[160..7_160], "a round is 20 ms shorter than the piece");
        heard.Zip(heard.Skip(1)).Max(static p => Math.Abs(p.First - p.Second)).ShouldBeLessThan((int)(most * 1.1));
        ToneAnalysis.Gaps(heard, 8_000).ShouldBeEmpty();
        Allocated.By(() => player.Read(heard)).ShouldBe(0);
    }

    [Theory, InlineData(1), InlineData(3), InlineData(5), InlineData(639)]
    public void A_short_piece_is_played_again_and_begins_where_it_is_told(int length)
    {
        var piece = Enumerable.Range(1, length).Select(static v => (short)v).ToArray();
        var heard = new short[2_000];
        foreach (var start in Enumerable.Range(0, length).Where(s => length < 10 || s % 50 == 0))
        {
            new LoopPlayer(piece, 8_000, start).Read(heard);
            heard.ShouldAllBe(s => s >= 1 && s <= length);
        }

        Should.Throw<ArgumentException>(() => new LoopPlayer(piece, 8_000, length)).Message.ShouldContain($"start is {length}");
        Should.Throw<ArgumentException>(static () => new LoopPlayer(Array.Empty<short>(), 8_000)).Message.ShouldContain("no samples");
    }

    private static short[] Play(int rate, TonePattern pattern)
    {
        var (player, heard, frame) = (new TonePlayer(rate, pattern), new List<short>(), new short[rate / 50]);
        while (!player.IsDone)
        {
            heard.AddRange(frame.AsSpan(0, player.Read(frame)));
        }

        return [.. heard];
    }
}
