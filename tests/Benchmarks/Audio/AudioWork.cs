using ContactCenter.Sip.Audio;

namespace ContactCenter.Benchmarks.Audio;

/// <summary>The pieces of work that are measured, with noise to work on.</summary>
internal static class AudioWork
{
    /// <summary>What it is, the samples of a frame, how many frames one call does, and the call.</summary>
    public static IEnumerable<(string Name, int Samples, int Frames, Action Work)> All()
    {
        foreach (var codec in AudioCodecs.All)
        {
            var noise = Noise(codec.SampleRate / 50);
            var (encoder, decoder, payload, heard) = (codec.CreateEncoder(), codec.CreateDecoder(), new byte[codec.MaxBytes(noise.Length)], new short[noise.Length]);
            yield return ($"{codec.Name} encode", noise.Length, 1, () => encoder.Encode(noise, payload));
            yield return ($"{codec.Name} decode", noise.Length, 1, () => decoder.Decode(payload, heard));
            yield return ($"{codec.Name} decode, every tenth lost", noise.Length, 10, () => DecodeTen(decoder, payload, heard));
        }

        foreach (var (from, to) in new[] { (8_000, 16_000), (16_000, 8_000), (8_000, 48_000), (48_000, 8_000), (16_000, 48_000) })
        {
            var (resampler, noise, into) = (new Resampler(from, to), Noise(from / 50), new short[to / 50]);
            yield return ($"resample {from / 1_000} to {to / 1_000} kHz", noise.Length, 1, () => resampler.Process(noise, into));
        }

        foreach (var parties in (int[])[3, 10, 100])
        {
            yield return ($"mixer of {parties}, a frame of each party", 160, parties, Mixing(parties));
        }

        var line = Noise(160);
        var (digits, voice, beep) = (new DtmfDetector(8_000), new VoiceDetector(8_000), new BeepDetector(8_000));
        var busy = new ToneDetector(8_000, ToneTarget.Of("US", CallProgress.Busy));
        var player = new TonePlayer(8_000, CallProgressTones.Of("US", CallProgress.Dial));
        var comfort = new ComfortNoise(new Random(1));
        comfort.SetLevel(-50);
        yield return ("DTMF detector", 160, 1, () => digits.Process(line));
        yield return ("tone detector (busy, US)", 160, 1, () => busy.Process(line));
        yield return ("beep detector", 160, 1, () => beep.Process(line));
        yield return ("voice detector", 160, 1, () => voice.Process(line));
        yield return ("two tones played", 160, 1, () => player.Read(line));
        yield return ("comfort noise", 160, 1, () => comfort.Read(line));
    }

    private static void DecodeTen(IAudioDecoder decoder, byte[] payload, short[] heard)
    {
        for (var i = 0; i < 9; i++)
        {
            decoder.Decode(payload, heard);
        }

        decoder.Conceal(heard);
    }

    private static Action Mixing(int parties)
    {
        var (mixer, noise, heard) = (new AudioMixer(parties, 160), Noise(160), new short[160]);
        for (var i = 0; i < parties; i++)
        {
            mixer.Add();
        }

        return () =>
        {
            for (var i = 0; i < parties; i++)
            {
                mixer.Put(i, noise);
            }

            mixer.Mix();
            for (var i = 0; i < parties; i++)
            {
                mixer.Take(i, heard);
            }
        };
    }

    private static short[] Noise(int samples)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, samples).Select(_ => (short)random.Next(-6_000, 6_000))];
    }
}
