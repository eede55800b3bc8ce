using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class AudioCodecsTests
{
    [Theory, InlineData("pcmu", 8_000, 0), InlineData("PCMA", 8_000, 8)]
    public void A_codec_is_found_by_name_in_any_case_and_by_payload_type(string name, int clock, int type)
    {
        var codec = AudioCodecs.Find(name, clock).ShouldNotBeNull();
        codec.PayloadType.ShouldBe(type);
        AudioCodecs.Find(type).ShouldBeSameAs(codec);
        AudioCodecs.Find(name, 16_000).ShouldBeNull();
    }

    [Fact]
    public void What_is_no_codec_is_not_found()
    {
        AudioCodecs.Find("opus", 48_000).ShouldBeNull();
        AudioCodecs.Find(-1).ShouldBeNull();
        AudioCodecs.Find(96).ShouldBeNull();
    }

    public static TheoryData<string> Names => [.. AudioCodecs.All.Select(static c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Coding_and_concealing_frames_allocates_nothing(string name)
    {
        var codec = AudioCodecs.All.Single(c => c.Name == name);
        var (encoder, decoder) = (codec.CreateEncoder(), codec.CreateDecoder());
        var samples = new short[codec.SampleRate / 50];
        new Random(7).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()));
        var payload = new byte[codec.MaxBytes(samples.Length)];
        Allocated.By(() => Run(500)).ShouldBe(0);

        void Run(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                var length = encoder.Encode(samples, payload);
                _ = decoder.CountSamples(payload.AsSpan(0, length));
                if (i % 7 == 3)
                {
                    decoder.Conceal(samples);
                }
                else
                {
                    decoder.Decode(payload.AsSpan(0, length), samples);
                }
            }
        }
    }
}
