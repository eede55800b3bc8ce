using ContactCenter.Sip.Audio;
using Xunit.Abstractions;

namespace ContactCenter.Sip.Tests.Audio;

/// <summary>G.722 against ffmpeg's, by vectors made with it (Vectors/make.sh).</summary>
public sealed class G722Tests(ITestOutputHelper output)
{
    [Fact]
    public void Bits_of_ffmpeg_are_decoded_to_the_very_samples_ffmpeg_decodes_them_to()
    {
        var theirs = Samples("g722-ffmpeg.wav");
        Decode(File.ReadAllBytes(Vector("g722-ffmpeg.g722"))).ShouldBe(theirs);
    }

    [Fact]
    public void The_signal_is_encoded_to_the_bits_of_ffmpeg()
    {
        var source = Samples("g722-source.wav");
        Encode(source).ShouldBe(File.ReadAllBytes(Vector("g722-ffmpeg.g722")));
    }

    [Theory]
    [InlineData(300, -10, 45), InlineData(1_000, -10, 40), InlineData(3_400, -10, 20), InlineData(5_500, -20, 15), InlineData(1_000, -40, 30)]
    public void A_tone_comes_back_with_its_frequency_level_and_little_else(double frequency, double level, double signalToRest)
    {
        var heard = Decode(Encode(Signals.Tone(frequency, level, 1, 16_000)))[4_000..12_000];
        ToneAnalysis.Frequency(heard, 16_000).ShouldBe(frequency, 0.5);
        ToneAnalysis.LevelAt(heard, frequency, 16_000).ShouldBe(level, 0.5);
        var ratio = ToneAnalysis.SignalToRest(heard, frequency, 16_000);
        output.WriteLine($"measured: G.722, {frequency} Hz at {level} dBm0: {ratio:F1} dB above the rest");
        ratio.ShouldBeGreaterThan(signalToRest);
    }

    [Fact]
    public void A_voice_comes_back_22_samples_later_with_more_than_20_dB()
    {
        var voice = Signals.Voice(2, 16_000);
        var heard = Decode(Encode(voice));
        ToneAnalysis.Delay(voice, heard, 60).ShouldBe(22);
        var ratio = ToneAnalysis.SegmentalSignalToNoise(voice.AsSpan(0, voice.Length - 22), heard.AsSpan(22), 16_000);
        output.WriteLine($"measured: G.722, voice: segmental SNR {ratio:F1} dB");
        ratio.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Any_octets_are_decoded_and_the_decoder_finds_back_to_a_good_stream()
    {
        var decoder = AudioCodecs.G722.CreateDecoder();
        var random = new Random(4);
        var octets = new byte[160];
        var samples = new short[320];
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(octets);
            decoder.Decode(octets, samples).ShouldBe(320);
        }

        var encoder = AudioCodecs.G722.CreateEncoder();
        var tone = Signals.Tone(1_000, -10, 2, 16_000);
        var heard = new short[tone.Length];
        for (var at = 0; at < tone.Length; at += 320)
        {
            encoder.Encode(tone.AsSpan(at, 320), octets);
            decoder.Decode(octets, heard.AsSpan(at));
        }

        ToneAnalysis.LevelAt(heard.AsSpan(24_000), 1_000, 16_000).ShouldBe(-10, 0.5);
    }

    [Fact]
    public void An_odd_number_of_samples_and_a_short_span_are_refused()
    {
        Should.Throw<ArgumentException>(static () => AudioCodecs.G722.CreateEncoder().Encode(new short[161], new byte[100])).Message.ShouldContain("161 samples");
        Should.Throw<ArgumentException>(static () => AudioCodecs.G722.CreateEncoder().Encode(new short[160], new byte[79])).Message.ShouldContain("80 are needed");
        Should.Throw<ArgumentException>(static () => AudioCodecs.G722.CreateDecoder().Decode(new byte[80], new short[159])).Message.ShouldContain("160 are needed");
    }

    private static byte[] Encode(short[] samples)
    {
        var octets = new byte[samples.Length / 2];
        AudioCodecs.G722.CreateEncoder().Encode(samples, octets).ShouldBe(octets.Length);
        return octets;
    }

    private static short[] Decode(byte[] octets)
    {
        var samples = new short[octets.Length * 2];
        AudioCodecs.G722.CreateDecoder().Decode(octets, samples);
        return samples;
    }

    private static short[] Samples(string name)
    {
        var wav = File.ReadAllBytes(Vector(name)).AsSpan();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(wav[(wav.IndexOf("data"u8) + 8)..]).ToArray();
    }

    private static string Vector(string name) => Path.Combine(AppContext.BaseDirectory, "Audio", "Vectors", name);
}
