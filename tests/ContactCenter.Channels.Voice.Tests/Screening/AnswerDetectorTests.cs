using ContactCenter.Channels.Voice.Screening;

namespace ContactCenter.Channels.Voice.Tests.Screening;

public sealed class AnswerDetectorTests
{
    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public void Who_says_a_word_and_waits_is_a_person(int rate)
    {
        var verdict = VerdictOf(new Greeting(rate).Silence(600).Word(420).Silence(3_000));
        (verdict.Who, verdict.Reason).ShouldBe((Answerer.Person, ScreeningReason.ShortGreeting));
        verdict.At.TotalMilliseconds.ShouldBeInRange(1_020 + 780, 1_020 + 860); // 0.8 s after the word
    }

    [Fact]
    public void Who_speaks_on_is_a_machine()
    {
        var verdict = VerdictOf(new Greeting().Silence(400).Words(6, 420).Silence(3_000));
        (verdict.Who, verdict.Reason).ShouldBe((Answerer.Machine, ScreeningReason.LongGreeting));
        verdict.At.TotalMilliseconds.ShouldBeInRange(2_750, 3_400);
    }

    [Fact]
    public void Who_says_more_words_than_people_do_is_a_machine() =>
        VerdictOf(new Greeting().Silence(200).Words(12, 110, 60).Silence(3_000), new VoiceScreeningOptions { Greeting = TimeSpan.FromSeconds(5) }).Reason.ShouldBe(ScreeningReason.ManyWords);

    [Fact]
    public void Who_says_nothing_is_nobody_knows_who()
    {
        var verdict = VerdictOf(new Greeting().Silence(4_000));
        (verdict.Who, verdict.Reason, verdict.At).ShouldBe((Answerer.Unsure, ScreeningReason.InitialSilence, TimeSpan.FromMilliseconds(2_500)));
    }

    [Fact]
    public void Clicks_and_noise_are_no_words()
    {
        var clicks = new Greeting();
        for (var i = 0; i < 10; i++)
        {
            clicks.Silence(250, noise: 300).Word(30);
        }

        VerdictOf(clicks.Silence(2_000)).Reason.ShouldBe(ScreeningReason.InitialSilence);
    }

    [Fact]
    public void After_the_longest_analysis_it_is_unsure()
    {
        var slow = new VoiceScreeningOptions { MaxAnalysis = TimeSpan.FromSeconds(2), AfterGreeting = TimeSpan.FromSeconds(1) };
        var verdict = VerdictOf(new Greeting().Silence(300).Word(300).Silence(500).Word(300).Silence(500).Word(300).Silence(2_000), slow);
        (verdict.Who, verdict.Reason, verdict.At).ShouldBe((Answerer.Unsure, ScreeningReason.TimeOver, TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData(425)]
    [InlineData(1_000)]
    [InlineData(1_375)]
    public void A_tone_that_goes_on_is_a_machine(int frequency) =>
        VerdictOf(new Greeting().Silence(300).Tone(frequency, 3_000)).ShouldSatisfyAllConditions(v => v.Who.ShouldBe(Answerer.Machine), v => v.Reason.ShouldBe(ScreeningReason.Tone));

    [Theory]
    [InlineData(425, 500, 500)] // Germany, Italy
    [InlineData(425, 200, 200)] // congestion
    [InlineData(400, 375, 375)] // Great Britain
    public void A_tone_that_comes_and_goes_is_busy(int frequency, int on, int off)
    {
        var busy = new Greeting().Silence(200);
        for (var i = 0; i < 5; i++)
        {
            busy.Tone(frequency, on).Silence(off);
        }

        VerdictOf(busy).Reason.ShouldBe(ScreeningReason.BusyTone);
    }

    [Theory]
    [InlineData(480, 620, 500, 5_000, 5_000)] // North America
    [InlineData(480, 620, 250, 5_000, 5_000)] // congestion
    [InlineData(473, 629, 500, 5_000, 5_000)] // 1.5 % beside
    [InlineData(480, 620, 500, 5_000, 2_800)] // 5 dB apart
    public void Two_tones_together_that_come_and_go_are_busy(double low, double high, int each, int lowLevel, int highLevel)
    {
        var busy = new Greeting().Silence(200);
        for (var i = 0; i < 5; i++)
        {
            busy.Pair(low, high, each, lowLevel, highLevel).Silence(each);
        }

        VerdictOf(busy).Reason.ShouldBe(ScreeningReason.BusyTone);
    }

    [Theory]
    [InlineData(350, 440)] // dial tone
    [InlineData(697, 1_209)] // a key
    public void Two_other_tones_are_not(double low, double high)
    {
        var other = new Greeting().Silence(200);
        for (var i = 0; i < 5; i++)
        {
            other.Pair(low, high, 500).Silence(500);
        }

        VerdictOf(other).Reason.ShouldNotBe(ScreeningReason.BusyTone);
    }

    [Theory]
    [InlineData(950, 330, 1_400, 330, 1_800, 330)] // ITU-T
    [InlineData(913.8, 274, 1_370.6, 274, 1_776.7, 380)] // North America, intercept
    [InlineData(985.2, 380, 1_428.5, 380, 1_776.7, 380)] // and no circuit
    public void Three_rising_tones_are_a_number_that_leads_nowhere(double one, int oneFor, double two, int twoFor, double three, int threeFor)
    {
        var verdict = VerdictOf(new Greeting().Silence(300).Tone(one, oneFor).Tone(two, twoFor).Tone(three, threeFor).Silence(100).Words(6, 400).Silence(1_000));
        (verdict.Who, verdict.Reason).ShouldBe((Answerer.Machine, ScreeningReason.SpecialInformation));
    }

    [Theory]
    [InlineData(440, 250)]
    [InlineData(1_000, 500)]
    [InlineData(1_400, 200)]
    public void A_message_can_be_left_after_the_tone_and_not_before(int frequency, int length)
    {
        var before = new Greeting().Silence(300).Words(8, 400).Silence(700);
        var heard = Hear(before);
        (heard.Verdict!.Value.Who, heard.IsListening).ShouldBe((Answerer.Machine, false));
        var at = Moment(new Greeting().Sound(before.Samples.Span).Tone(frequency, length).Silence(2_000));
        (at - (before.Samples.Length / 8)).ShouldBeInRange(length + 150, length + 300);
    }

    [Fact]
    public void A_short_greeting_with_a_tone_behind_it_is_a_machine()
    {
        var heard = Hear(new Greeting().Silence(300).Words(3, 300).Silence(200).Tone(1_000, 400).Silence(1_500));
        (heard.Verdict!.Value.Who, heard.Verdict.Value.Reason, heard.IsListening, heard.HasBeeped).ShouldBe((Answerer.Machine, ScreeningReason.Tone, true, true));
    }

    [Fact]
    public void A_machine_without_a_tone_listens_after_a_long_silence()
    {
        var at = Moment(new Greeting().Silence(300).Words(8, 400).Silence(4_000));
        (at - new Greeting().Silence(300).Words(8, 400).Samples.Length / 8).ShouldBeInRange(2_200, 2_600);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var detector = new AnswerDetector(new VoiceScreeningOptions(), 8_000);
        var sound = new Greeting().Silence(300).Words(8, 400).Silence(700).Tone(1_000, 500).Silence(2_000).Samples;
        _ = Hear(new Greeting().Silence(300).Word(300).Silence(900)); // what is compiled is compiled
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i + 160 <= sound.Length; i += 160)
        {
            detector.Hear(sound.Span.Slice(i, 160));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        detector.IsListening.ShouldBeTrue();
    }

    private static ScreeningVerdict VerdictOf(Greeting greeting, VoiceScreeningOptions? options = null) => Hear(greeting, options).Verdict.ShouldNotBeNull();

    private static AnswerDetector Hear(Greeting greeting, VoiceScreeningOptions? options = null)
    {
        var detector = new AnswerDetector(options ?? new VoiceScreeningOptions(), greeting.Rate);
        foreach (var frame in greeting.Samples.ToArray().Chunk(greeting.Rate / 50))
        {
            detector.Hear(frame);
        }

        return detector;
    }

    /// <summary>After how many milliseconds a message can be left.</summary>
    private static int Moment(Greeting greeting)
    {
        var detector = new AnswerDetector(new VoiceScreeningOptions(), greeting.Rate);
        var at = 0;
        foreach (var frame in greeting.Samples.ToArray().Chunk(greeting.Rate / 50))
        {
            at += 20;
            detector.Hear(frame);
            if (detector.IsListening)
            {
                return at;
            }
        }

        throw new InvalidOperationException("No message can be left.");
    }
}
